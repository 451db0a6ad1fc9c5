package treewarden.sdg.document;

import java.util.List;

/** What became of a document. The same bytes give the same reading, unless a docling-serve read them. */
public sealed interface Reading {
    /**
     * It was read.
     *
     * @param text Markdown with lines that end in a line feed: headings with number signs, tables with pipes, code between
     *     fences; never blank
     * @param notes what a reader of the data should know of how it was read, sentences
     */
    record Read(String text, List<String> notes) implements Reading {
        public Read {
            notes = List.copyOf(notes);
        }
    }

    /**
     * It was not.
     *
     * @param why the reason and what to do about it, for the contributor: a sentence or two that go on after the document's
     *     name and a colon
     */
    record Unreadable(String why) implements Reading {}
}

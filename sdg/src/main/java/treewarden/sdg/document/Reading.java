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
    record Read(String text, List<String> notes, Stability stability) implements Reading {
        public Read {
            notes = List.copyOf(notes);
        }

        /** Read as it will be read tomorrow. */
        Read(String text, List<String> notes) {
            this(text, notes, Stability.LASTING);
        }
    }

    /**
     * It was not.
     *
     * @param why the reason and what to do about it, for the contributor: a sentence or two that go on after the document's
     *     name and a colon
     */
    record Unreadable(String why, Stability stability) implements Reading {
        /** And never will be, as it is. */
        Unreadable(String why) {
            this(why, Stability.LASTING);
        }
    }
}

package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.Leaf;
import treewarden.domain.Printable;
import treewarden.sdg.data.Passage;
import treewarden.sdg.document.fetch.DocumentFile;
import treewarden.sdg.document.fetch.Documents;
import treewarden.sdg.document.fetch.DocumentsUnavailable;
import treewarden.sdg.token.Tokens;

/**
 * The documents that a leaf names: fetched, read and cut into pieces. A document that cannot be read says so and the
 * others are used; pieces that say the same are used once.
 */
public final class LeafDocuments implements ReadPassages {
    /** Grows whenever the same document would give other pieces. */
    private static final String FORMAT = "documents 1";

    private final Documents fetch;
    private final ReadDocument read;
    private final Chunker chunker;
    private final String manner;

    /** @param docling what to call the docling-serve that reads, so that another one is another manner; empty without */
    public LeafDocuments(Documents fetch, ReadDocument read, Tokens tokens, ChunkSettings settings, String docling) {
        this.fetch = fetch;
        this.read = read;
        this.chunker = new Chunker(tokens, settings);
        this.manner =
                String.join(" | ", FORMAT, settings.maxTokens() + " " + settings.overlap(), tokens.words(), docling);
    }

    @Override
    public String manner() {
        return manner;
    }

    @Override
    public Passages of(Leaf.Knowledge leaf, BooleanSupplier cancelled) {
        try {
            var fetched = fetch.fetch(leaf.document(), cancelled::getAsBoolean);
            var notes = new ArrayList<DocumentNote>();
            fetched.refused().forEach(file -> notes.add(new DocumentNote(file.path(), null, 0, file.why())));
            return read(fetched.files(), notes);
        } catch (DocumentsUnavailable e) {
            var stability = e.kind().passes() ? Stability.PASSING : Stability.LASTING;
            return new Passages(List.of(), List.of(), String.valueOf(e.getMessage()), stability);
        }
    }

    private Passages read(List<DocumentFile> files, List<DocumentNote> notes) {
        var pieces = new ArrayList<Passages.Piece>();
        var seen = new HashSet<Digest>();
        boolean lasting = true;
        for (var file : files) {
            var reading = read.read(file.path(), file.bytes());
            if (reading instanceof Reading.Unreadable unreadable) {
                lasting &= unreadable.stability() == Stability.LASTING;
                notes.add(new DocumentNote(file.path(), file.digest(), 0, unreadable.why()));
            } else if (reading instanceof Reading.Read text) {
                lasting &= text.stability() == Stability.LASTING;
                int before = pieces.size();
                for (var chunk : chunker.chunks(text.text())) {
                    var digest = Digest.of(chunk.text());
                    if (seen.add(digest)) {
                        pieces.add(new Passages.Piece(new Passage(file.path(), chunk.number(), digest), chunk.text()));
                    }
                }
                notes.add(new DocumentNote(file.path(), file.digest(), pieces.size() - before, null));
            }
        }
        return new Passages(
                pieces,
                notes,
                pieces.isEmpty() ? trouble(notes) : null,
                lasting ? Stability.LASTING : Stability.PASSING);
    }

    private static String trouble(List<DocumentNote> notes) {
        for (var note : notes) {
            if (note.trouble() != null) {
                return "document.patterns: no document could be read; " + Printable.plain(note.path()) + ": "
                        + note.trouble();
            }
        }
        return "document.patterns: the documents hold no text; name others";
    }
}

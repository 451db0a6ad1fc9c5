package treewarden.sdg.mix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import treewarden.domain.Digest;
import treewarden.sdg.data.DataRow;

/**
 * The documents that a leaf's rows are about, each once, kept on disk and known by digest: so that a choice among them
 * does not depend on the order of the rows.
 *
 * <p>Variants of one piece, such as the original and its corrected copy, are the same document here: a variant of the
 * right one would be no distractor.
 */
final class LeafDocuments implements AutoCloseable {
    private final Path file;
    private final FileChannel texts;
    private final Map<String, Map<String, Place>> variants = new TreeMap<>();
    private final List<List<Place>> documents = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private record Place(long from, int length) {}

    /** @param file for the texts, deleted in the end */
    LeafDocuments(Path file) {
        this.file = file;
        try {
            texts = FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw MixException.unwritable(file, e);
        }
    }

    /** All rows come here before the first question. */
    void add(DataRow row) {
        var document = row.text("document");
        variants.computeIfAbsent(piece(row), key -> new TreeMap<>())
                .computeIfAbsent(Digest.of(document).hex(), key -> keep(document));
    }

    /** What the documents show a student who is asked a row's question. */
    record Shown(List<String> documents, Gold gold) {}

    /** Whether the right document is among those shown. */
    enum Gold {
        SHOWN,
        MISSING
    }

    Shown shownFor(DataRow row, Raft raft, Dice dice) {
        if (documents.isEmpty()) {
            number();
        }
        int others = documents.size() - 1;
        if (others < 1) {
            return new Shown(List.of(row.text("document")), Gold.SHOWN);
        }
        var gold = dice.happens(raft.gold()) ? Gold.SHOWN : Gold.MISSING;
        int distractors = Math.min(others, gold == Gold.SHOWN ? raft.documents() - 1 : raft.documents());
        int own = numbers.getOrDefault(piece(row), 0);
        var shown = new ArrayList<String>();
        for (int other : drawn(distractors, others, dice)) {
            shown.add(text(dice.oneOf(documents.get(other < own ? other : other + 1))));
        }
        if (gold == Gold.SHOWN) {
            shown.add(row.text("document"));
        }
        for (int i = shown.size() - 1; i > 0; i--) {
            var swapped = shown.set(dice.below(i + 1), shown.get(i));
            shown.set(i, swapped);
        }
        return new Shown(shown, gold);
    }

    /** So many different numbers below the bound, by Floyd's algorithm. */
    private static Set<Integer> drawn(int count, int bound, Dice dice) {
        var drawn = new LinkedHashSet<Integer>();
        for (int last = bound - count; last < bound; last++) {
            if (!drawn.add(dice.below(last + 1))) {
                drawn.add(last);
            }
        }
        return drawn;
    }

    private void number() {
        variants.forEach((piece, texts) -> {
            numbers.put(piece, documents.size());
            documents.add(List.copyOf(texts.values()));
        });
    }

    /** The digest of the piece of a document as it was before any variant was made of it. */
    private static String piece(DataRow row) {
        var raw = row.text("raw_document");
        return Digest.of(raw.isEmpty() ? row.text("document") : raw).hex();
    }

    private Place keep(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            long from = texts.size();
            var rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                texts.write(rest, from + rest.position());
            }
            return new Place(from, bytes.length);
        } catch (IOException e) {
            throw MixException.unwritable(file, e);
        }
    }

    private String text(Place place) {
        var bytes = ByteBuffer.allocate(place.length());
        try {
            while (bytes.hasRemaining()) {
                if (texts.read(bytes, place.from() + bytes.position()) < 0) {
                    throw new IOException("it is shorter than it was");
                }
            }
        } catch (IOException e) {
            throw MixException.unreadable(file, e);
        }
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            texts.close();
        } catch (IOException e) {
            throw MixException.unwritable(file, e);
        }
    }
}

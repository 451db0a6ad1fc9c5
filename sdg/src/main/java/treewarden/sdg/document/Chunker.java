package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.List;
import treewarden.sdg.document.Piece.Kind;
import treewarden.sdg.token.Tokens;

/**
 * Cuts a document's Markdown into chunks along its headings.
 *
 * <p>A section that fits stays whole, and small neighbours under one heading share a chunk. A section that does not fit is
 * cut between its paragraphs, then sentences, then words; its chunks are made about equally long. Each chunk begins with
 * the headings above it. The same text gives the same chunks, in time that grows with its length.
 */
public final class Chunker {
    private final Tokens tokens;
    private final ChunkSettings settings;
    private final Cutter cutter;
    private final int gap;

    public Chunker(Tokens tokens, ChunkSettings settings) {
        this.tokens = tokens;
        this.settings = settings;
        this.cutter = new Cutter(tokens, settings.maxTokens());
        this.gap = Math.max(1, tokens.count(Piece.PARAGRAPH));
    }

    /** The document's chunks in its order; none where it says nothing. */
    public List<Chunk> chunks(String markdown) {
        var document = Section.of(Blocks.of(markdown), cutter, gap, settings.maxTokens() / 4);
        var texts = new Texts();
        pack(document, Trail.NONE, texts);
        return texts.chunks;
    }

    private void pack(Section section, Trail trail, Texts texts) {
        int budget = budget(trail);
        var run = new ArrayList<Piece>(section.own());
        if (run.isEmpty() && isForgotten(section, trail)) {
            texts.add(trail.text());
        }
        for (var below : section.below()) {
            if (below.tokens() <= budget) {
                run.add(below.whole());
            } else {
                fill(run, trail, texts);
                run.clear();
                pack(below, trail.with(below.heading(), tokens, settings.maxTokens() / 2), texts);
            }
        }
        fill(run, trail, texts);
    }

    /** Whether no chunk would name the section: it says nothing itself, and the headings below it leave no room. */
    private boolean isForgotten(Section section, Trail trail) {
        return !section.heading().isEmpty()
                && section.below().stream()
                        .noneMatch(below -> below.tokens() <= budget(trail)
                                || trail.with(below.heading(), tokens, settings.maxTokens() / 2)
                                                .extent()
                                        == Trail.Extent.WHOLE);
    }

    private int budget(Trail trail) {
        int overlap = settings.overlap() == 0 ? 0 : settings.overlap() + gap;
        return settings.maxTokens() - trail.tokens() - overlap;
    }

    /** Puts pieces that follow each other under one heading into chunks. */
    private void fill(List<Piece> run, Trail trail, Texts texts) {
        int budget = budget(trail);
        var pieces = new ArrayList<Piece>();
        for (var piece : run) {
            pieces.addAll(piece.tokens() <= budget ? List.of(piece) : cutter.cut(piece, budget));
        }
        long total = pieces.stream().mapToLong(piece -> piece.tokens() + gap).sum();
        long chunks = Math.max(1, (total + budget - 1) / budget);
        long target = total / chunks;
        var open = new OpenChunk(trail, texts);
        for (var piece : pieces) {
            add(piece, open, budget, target);
        }
        open.close();
    }

    private void add(Piece piece, OpenChunk open, int budget, long target) {
        int small = settings.maxTokens() / 4;
        int together = open.tokens + gap + piece.tokens();
        if (open.isEmpty() || together <= budget && !isBetterApart(piece, open, target, small)) {
            open.add(piece);
        } else if (together > budget
                && open.tokens < small
                && piece.kind() != Kind.SECTION
                && piece.kind() != Kind.CODE) {
            // Little is there: rather than leave it alone, begin the long piece behind it.
            cutter.cut(piece, Math.max(1, budget - open.tokens - gap)).forEach(part -> {
                if (open.tokens + gap + part.tokens() > budget) {
                    open.next(part);
                } else {
                    open.add(part);
                }
            });
        } else {
            open.next(piece);
        }
    }

    private static boolean isBetterApart(Piece piece, OpenChunk open, long target, int small) {
        boolean section = piece.kind() == Kind.SECTION;
        return section
                ? open.tokens > small && piece.tokens() > small
                : open.tokens * 5L >= target * 4 && (open.tokens + piece.tokens()) * 8L > target * 9;
    }

    /** The chunk that is being filled. */
    private final class OpenChunk {
        private final Trail trail;
        private final Texts texts;
        private final List<Piece> overlap = new ArrayList<>();
        private final List<Piece> pieces = new ArrayList<>();
        private int tokens;

        OpenChunk(Trail trail, Texts texts) {
            this.trail = trail;
            this.texts = texts;
        }

        boolean isEmpty() {
            return pieces.isEmpty();
        }

        void add(Piece piece) {
            pieces.add(piece);
            tokens += piece.tokens() + gap;
        }

        /** Closes it and begins the next one with the piece. */
        void next(Piece piece) {
            var repeated = piece.kind() == Kind.SECTION ? List.<Piece>of() : tail();
            close();
            overlap.addAll(repeated);
            add(piece);
        }

        void close() {
            if (!pieces.isEmpty()) {
                var all = new ArrayList<>(overlap);
                all.addAll(pieces);
                write(all, trail, texts);
            }
            overlap.clear();
            pieces.clear();
            tokens = 0;
        }

        /** The last sentences that fit into the overlap. */
        private List<Piece> tail() {
            var tail = new ArrayList<Piece>();
            int room = settings.overlap();
            for (int i = pieces.size() - 1; i >= 0 && room > 0 && pieces.get(i).kind() == Kind.TEXT; i--) {
                var sentences = Sentences.of(pieces.get(i).text());
                for (int j = sentences.size() - 1; j >= 0 && room > 0; j--) {
                    var text = sentences.get(j).text();
                    var before =
                            j == 0 ? pieces.get(i).before() : sentences.get(j).before();
                    int length = cutter.measure(text);
                    room -= length + gap;
                    if (room >= 0) {
                        tail.add(0, new Piece(Kind.TEXT, text, before, length));
                    }
                }
            }
            return tail;
        }
    }

    /** Counts the chunk as a whole: parts may have more tokens together than each by itself. */
    private void write(List<Piece> pieces, Trail trail, Texts texts) {
        var text = new StringBuilder(trail.text());
        for (var piece : pieces) {
            text.append(text.isEmpty() ? "" : text.length() == trail.text().length() ? Piece.PARAGRAPH : piece.before())
                    .append(piece.text());
        }
        if (tokens.count(text.toString()) <= settings.maxTokens()) {
            texts.add(text.toString());
        } else if (pieces.size() > 1) {
            int half = pieces.size() / 2;
            write(pieces.subList(0, half), trail, texts);
            write(pieces.subList(half, pieces.size()), trail, texts);
        } else {
            var piece = pieces.get(0);
            var parts = cutter.cut(piece, Math.max(1, Math.min(piece.tokens(), budget(trail)) * 2 / 3));
            if (parts.size() > 1) {
                write(parts, trail, texts);
            } else if (!trail.text().isEmpty()) {
                write(List.of(piece), Trail.NONE, texts);
            } else {
                throw new IllegalStateException("\"" + text + "\" has more than " + settings.maxTokens() + " "
                        + tokens.words() + ": no text of " + text.length() + " characters may have so many");
            }
        }
    }

    /** What is done. */
    private static final class Texts {
        private final List<Chunk> chunks = new ArrayList<>();

        void add(String text) {
            if (!text.isBlank()) {
                chunks.add(new Chunk(text, chunks.size()));
            }
        }
    }
}

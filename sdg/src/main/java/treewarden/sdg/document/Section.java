package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.List;

/** A heading with what stands below it: first its own blocks, then the sections under it. At most six deep. */
final class Section {
    private final String heading;
    private final int level;
    /** Of all there is, gaps included. */
    private long tokens;

    private final List<Piece> own = new ArrayList<>();
    private final List<Section> below = new ArrayList<>();

    private Section(String heading, int level, int headingTokens) {
        this.heading = heading;
        this.level = level;
        this.tokens = headingTokens;
    }

    /**
     * The document as one section without a heading.
     *
     * @param gap tokens of the white space between two blocks
     * @param longestHeading a heading with more tokens is taken for text
     */
    static Section of(List<Block> blocks, Cutter cutter, int gap, int longestHeading) {
        var open = new ArrayList<Section>(List.of(new Section("", 0, 0)));
        for (var block : blocks) {
            int length = block.kind() == Block.Kind.HEADING ? cutter.measure(block.text()) : 0;
            if (block.kind() == Block.Kind.HEADING && length <= longestHeading) {
                while (last(open).level >= block.level()) {
                    close(open, gap);
                }
                var section = new Section(block.text(), block.level(), length);
                last(open).below.add(section);
                open.add(section);
            } else {
                var piece = cutter.whole(block);
                last(open).own.add(piece);
                last(open).tokens += piece.tokens() + gap;
            }
        }
        while (open.size() > 1) {
            close(open, gap);
        }
        return open.get(0);
    }

    private static Section last(List<Section> open) {
        return open.get(open.size() - 1);
    }

    /** Its tokens are counted to those of the section around it. */
    private static void close(List<Section> open, int gap) {
        var closed = open.remove(open.size() - 1);
        last(open).tokens += closed.tokens + gap;
    }

    String heading() {
        return heading;
    }

    List<Piece> own() {
        return own;
    }

    List<Section> below() {
        return below;
    }

    long tokens() {
        return tokens;
    }

    /** All of it as one piece. */
    Piece whole() {
        var text = new StringBuilder();
        write(text);
        return new Piece(Piece.Kind.SECTION, text.toString(), Piece.PARAGRAPH, (int) tokens);
    }

    private void write(StringBuilder text) {
        text.append(text.isEmpty() ? "" : Piece.PARAGRAPH).append(heading);
        own.forEach(piece -> text.append(Piece.PARAGRAPH).append(piece.text()));
        below.forEach(section -> section.write(text));
    }
}

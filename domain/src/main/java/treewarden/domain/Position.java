package treewarden.domain;

/** A place in a text file. Line and column count from 1; the column counts code points. */
public record Position(int line, int column) {
    public static final Position START = new Position(1, 1);
}

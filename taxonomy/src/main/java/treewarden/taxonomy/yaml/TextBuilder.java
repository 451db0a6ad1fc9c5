package treewarden.taxonomy.yaml;

/**
 * Puts a text together from pieces of the file. It never grows: what a scalar says is no longer than what is written.
 */
final class TextBuilder {
    private final char[] source;
    private final char[] buffer;
    private int length;

    TextBuilder(char[] source) {
        this.source = source;
        this.buffer = new char[source.length + 1];
    }

    TextBuilder clear() {
        length = 0;
        return this;
    }

    int length() {
        return length;
    }

    void append(char c) {
        buffer[length++] = c;
    }

    void appendCodePoint(int c) {
        length += Character.toChars(c, buffer, length);
    }

    /** Appends the file's characters from an index up to another. */
    TextBuilder append(int from, int to) {
        System.arraycopy(source, from, buffer, length, to - from);
        length += to - from;
        return this;
    }

    @Override
    public String toString() {
        return new String(buffer, 0, length);
    }
}

package treewarden.taxonomy.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Position;

/** A value in a YAML document, and where it stands. */
public sealed interface Node {
    /** Line of its first character, counted from 1. A block mapping begins at its first key, a sequence at its first dash. */
    int line();

    /** Column of its first character in code points, counted from 1. */
    int column();

    default Position at() {
        return new Position(line(), column());
    }

    /**
     * Text, number, boolean, date or nothing.
     *
     * @param text its value after folding and unescaping
     * @param kind what YAML 1.1 takes it for; {@link ScalarKind#STRING} whenever it is quoted or a block
     * @param endLine line of the first character after it
     * @param endColumn column of the first character after it
     */
    record Scalar(String text, ScalarKind kind, int line, int column, int endLine, int endColumn) implements Node {
        public boolean isString() {
            return kind == ScalarKind.STRING;
        }

        public Position end() {
            return new Position(endLine, endColumn);
        }
    }

    /** Keys and values in the order of the file. */
    record Mapping(List<Entry> entries, int line, int column) implements Node {
        /** The value of a key; null where there is no such key. */
        public @Nullable Node get(String key) {
            for (var entry : entries) {
                if (entry.key().text().equals(key) && entry.key().isString()) {
                    return entry.value();
                }
            }
            return null;
        }

        public boolean has(String key) {
            return get(key) != null;
        }
    }

    /** A list. */
    record Sequence(List<Node> items, int line, int column) implements Node {}

    /** A key and its value. */
    record Entry(Scalar key, Node value) {}
}

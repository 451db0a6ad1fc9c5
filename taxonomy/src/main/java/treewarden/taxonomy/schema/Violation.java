package treewarden.taxonomy.schema;

import java.util.List;
import treewarden.domain.Position;
import treewarden.taxonomy.yaml.Node;

/** One place where a document breaks its schema. */
public sealed interface Violation {
    /** JSON pointer of what is wrong: the object that lacks a key, the unknown key itself, else the value. */
    String pointer();

    Position at();

    /** An object lacks a key, which the schema describes so. */
    record MissingKey(Node.Mapping object, String pointer, String key, String description) implements Violation {
        @Override
        public Position at() {
            return object.at();
        }
    }

    /** An object has a key that the schema does not know. */
    record UnknownKey(Node.Entry entry, String pointer, List<String> known) implements Violation {
        @Override
        public Position at() {
            return entry.key().at();
        }
    }

    /** A value is of another type than {@code expected}, a type name of JSON Schema. */
    record WrongType(Node node, String pointer, String expected, String description) implements Violation {
        @Override
        public Position at() {
            return node.at();
        }
    }

    /** A text is empty. */
    record EmptyText(Node.Scalar node, String pointer, String description) implements Violation {
        @Override
        public Position at() {
            return node.at();
        }
    }

    /** A list has fewer than {@code least} items. */
    record TooFew(Node.Sequence node, String pointer, int least) implements Violation {
        @Override
        public Position at() {
            return node.at();
        }
    }

    /** An item says exactly what an item before it, counted from 0, says already. */
    record Repeated(Node node, String pointer, int first) implements Violation {
        @Override
        public Position at() {
            return node.at();
        }
    }

    /** A number is not the one that it must be. */
    record WrongNumber(Node.Scalar node, String pointer, int expected) implements Violation {
        @Override
        public Position at() {
            return node.at();
        }
    }
}

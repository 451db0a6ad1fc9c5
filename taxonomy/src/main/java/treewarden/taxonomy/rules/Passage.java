package treewarden.taxonomy.rules;

import treewarden.domain.Printable;
import treewarden.taxonomy.schema.Pointer;
import treewarden.taxonomy.yaml.Node;

/**
 * A text in a leaf.
 *
 * @param example the number of the seed example that it belongs to, counted from 1; 0 where it belongs to none
 */
public record Passage(Role role, Pointer where, Node.Scalar node, int example) {
    /** What a text is for. */
    public enum Role {
        QUESTION("question"),
        ANSWER("answer"),
        CONTEXT("context"),
        TASK_DESCRIPTION("task description"),
        DOMAIN("domain"),
        OUTLINE("document outline"),
        CREATED_BY("author"),
        OTHER("text");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public String text() {
        return node.text();
    }

    public String pointer() {
        return where.toString();
    }

    /** {@code The question of example 3}, for the beginning of a sentence. */
    public String name() {
        if (role == Role.OTHER && !where.key().isEmpty()) {
            return Printable.quoted(where.key());
        }
        return "The " + role.words() + (example > 0 ? " of example " + example : "");
    }
}

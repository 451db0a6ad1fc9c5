package treewarden.sdg.quality;

import org.jspecify.annotations.Nullable;

/** One thing that a row must be, told from the row and its leaf alone. Stateless; called by several threads. */
interface Check {
    /** The stable name by which it is switched off, and by which a row says what rejected it. */
    String name();

    /** A sentence that says what it expects and why. */
    String documentation();

    /** What a contributor can do about a leaf that loses its rows to it. */
    String remedy();

    /**
     * Whether it is switched off for a leaf of whose seed examples a fifth breaks it: a leaf that teaches when to refuse
     * is not to lose its refusals. What could harm a reader or a model yields to nothing.
     */
    default boolean yieldsToSeeds() {
        return true;
    }

    /** Why the row is rejected, one line in which text of the row is made printable; null where it is not. */
    @Nullable
    String trouble(Subject subject);
}

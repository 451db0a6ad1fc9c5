package treewarden.taxonomy;

import org.jspecify.annotations.Nullable;

/**
 * What stands around a leaf: its attribution, the other leaves of the taxonomy, and who brings it.
 *
 * @param author login of who brings it, to fill {@code created_by} with; null where nobody is known
 */
public record Surroundings(
        Attribution attribution,
        OtherLeaves others,
        @Nullable String author) {
    /** Nothing is known of what stands around. */
    public static final Surroundings UNKNOWN = new Surroundings(new Attribution.Unknown(), OtherLeaves.NONE);

    /** Nobody is known who brings it. */
    public Surroundings(Attribution attribution, OtherLeaves others) {
        this(attribution, others, null);
    }
}

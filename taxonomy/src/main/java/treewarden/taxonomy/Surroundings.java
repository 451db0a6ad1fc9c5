package treewarden.taxonomy;

/** What stands around a leaf: its attribution, and the other leaves of the taxonomy. */
public record Surroundings(Attribution attribution, OtherLeaves others) {
    /** Nothing is known of what stands around. */
    public static final Surroundings UNKNOWN = new Surroundings(new Attribution.Unknown(), OtherLeaves.NONE);
}

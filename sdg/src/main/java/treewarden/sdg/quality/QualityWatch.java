package treewarden.sdg.quality;

/** Is told how far the checks are, by the thread that runs them. May throw to stop them; the leaf's files are left as they were. */
public interface QualityWatch {
    /** So many rows of all leaves were checked. */
    default void checked(long rows) {}

    /** A leaf is done, and its files are in place. */
    default void finished(LeafQuality leaf) {}
}

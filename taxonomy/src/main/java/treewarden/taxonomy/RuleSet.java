package treewarden.taxonomy;

/** Which checks are made. */
public enum RuleSet {
    /** Those of the reference, and the community's expectations. */
    ALL,
    /** Those of the reference alone. */
    REFERENCE
}

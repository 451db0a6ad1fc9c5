package treewarden.taxonomy;

/** What becomes of what a rule finds. */
public enum RuleSetting {
    OFF,
    WARNING,
    ERROR
}

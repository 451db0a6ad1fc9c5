package treewarden.store;

/** Whether a release may go to where people get it from, as {@link WriteReleases#goOut} says. */
public sealed interface GoOut {
    /** It may, and cannot be cancelled any more. */
    record Now() implements GoOut {}

    /** It may not: it is over, or at another stage. */
    record Over() implements GoOut {}

    /** It may not at this moment, for this reason. */
    record Later(String why) implements GoOut {}

    /** It never may, for this reason. */
    record Never(String why) implements GoOut {}
}

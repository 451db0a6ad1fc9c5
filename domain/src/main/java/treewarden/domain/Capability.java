package treewarden.domain;

/** What a process must have to run a job. */
public enum Capability {
    /** The credential of the code host. */
    FORGE,
    /** A teacher that answers. */
    TEACHER,
    /** An accelerator to train and evaluate on. */
    GPU,
    /** The token of the Hub. */
    PUBLISH
}

package treewarden.store;

/** Whether we may work in a repository. */
public enum RepositoryState {
    ACTIVE,
    /** The installation was suspended and may come back. */
    SUSPENDED,
    /** The repository can be read and not written to, until its owner takes it out of the archive. */
    ARCHIVED,
    /** The installation or the repository was taken away. */
    REMOVED
}

package treewarden.store;

/** Whether we may work in a repository. */
public enum RepositoryState {
    ACTIVE,
    /** The installation was suspended and may come back. */
    SUSPENDED,
    /** The installation or the repository was taken away. */
    REMOVED
}

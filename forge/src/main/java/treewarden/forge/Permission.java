package treewarden.forge;

/** What somebody may do in a repository, least first. */
public enum Permission {
    NONE,
    READ,
    TRIAGE,
    WRITE,
    MAINTAIN,
    ADMIN;

    public boolean isAtLeast(Permission other) {
        return compareTo(other) >= 0;
    }
}

package treewarden.web.session;

/** What the code host says that somebody is to the repositories that are tended. */
public enum Standing {
    /** It could not be found out: nothing is allowed that not everybody is. */
    UNKNOWN(PageRole.READER),
    /** May not even read one of them. */
    STRANGER(PageRole.READER),
    READER(PageRole.READER),
    TRIAGER(PageRole.TRIAGER),
    MAINTAINER(PageRole.MAINTAINER),
    ADMIN(PageRole.ADMIN);

    private final PageRole role;

    Standing(PageRole role) {
        this.role = role;
    }

    public PageRole role() {
        return role;
    }

    /** Whether they may read the pages where not everybody may. */
    public boolean isMember() {
        return compareTo(READER) >= 0;
    }
}

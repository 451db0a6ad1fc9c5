package treewarden.forge;

/**
 * How an author relates to the repository, as the code host puts it. A hint for the welcome alone: what somebody may do
 * is {@link RepositoryForge#permission}.
 */
public enum AuthorAssociation {
    OWNER,
    MEMBER,
    COLLABORATOR,
    /** Has had a commit merged here before. */
    CONTRIBUTOR,
    FIRST_TIME_CONTRIBUTOR,
    /** Has had no commit merged anywhere on the code host. */
    FIRST_TIMER,
    /** A placeholder for an account that was imported. */
    MANNEQUIN,
    NONE;

    /** Whether the author has contributed here before, or belongs here. */
    public boolean isKnown() {
        return switch (this) {
            case OWNER, MEMBER, COLLABORATOR, CONTRIBUTOR -> true;
            case FIRST_TIME_CONTRIBUTOR, FIRST_TIMER, MANNEQUIN, NONE -> false;
        };
    }

    /** The association of this name; one that we do not know counts as {@link #NONE}. */
    public static AuthorAssociation ofName(String name) {
        for (var association : values()) {
            if (association.name().equals(name)) {
                return association;
            }
        }
        return NONE;
    }
}

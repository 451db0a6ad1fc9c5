package treewarden.domain;

import java.util.Locale;

/** How the commits of a pull request come into the base branch. */
public enum MergeMethod {
    MERGE,
    SQUASH,
    REBASE;

    /** The code host's word for it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}

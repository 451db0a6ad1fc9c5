package treewarden.forge;

import java.util.Locale;

/** What a pull request did to a file. */
public enum FileStatus {
    ADDED,
    REMOVED,
    MODIFIED,
    RENAMED,
    COPIED,
    /** Its type or mode changed. */
    CHANGED,
    UNCHANGED;

    /** The status of this name; one that we do not know counts as {@link #MODIFIED}, so that the file is looked at. */
    public static FileStatus ofName(String name) {
        for (var status : values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(name)) {
                return status;
            }
        }
        return MODIFIED;
    }
}

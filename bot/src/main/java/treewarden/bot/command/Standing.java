package treewarden.bot.command;

/** What somebody is to a contribution, each with all that stands before it: by it pages know which commands to offer. */
public enum Standing {
    PERSON,
    AUTHOR,
    TRIAGER,
    MAINTAINER;

    boolean isAtLeast(Standing other) {
        return compareTo(other) >= 0;
    }
}

package treewarden.bot.command;

/** What somebody is to a contribution, each with all that stands before it: by it pages know which commands to offer. */
public enum Rank {
    PERSON,
    AUTHOR,
    TRIAGER,
    MAINTAINER;

    boolean isAtLeast(Rank other) {
        return compareTo(other) >= 0;
    }
}

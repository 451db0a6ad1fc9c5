package treewarden.bot.command;

/** What somebody is to a repository at this moment, each with all that stands before it. */
public enum Rank {
    /** May not even read it, or is no person with an account there. */
    STRANGER,
    READER,
    TRIAGER,
    MAINTAINER,
    /** May change the repository's settings on the code host. */
    ADMIN
}

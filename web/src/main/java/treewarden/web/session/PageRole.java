package treewarden.web.session;

/**
 * What somebody may see and is offered on the pages, each with all that stands before it. It decides which buttons are
 * shown; whether a command is carried out is asked of the code host at that moment, as for a comment.
 */
public enum PageRole {
    /** Reads, jobs and workers and releases too, where the pages are public or they have signed in. */
    READER,
    /** Decides on contributions, and has jobs tried again and cancelled. */
    TRIAGER,
    /** Approves, starts releases and decides on them, and reads the audit. */
    MAINTAINER,
    /** Owns a repository. Nothing on the pages is for them alone: tokens of the API are made on the command line. */
    ADMIN;

    public boolean isAtLeast(PageRole other) {
        return compareTo(other) >= 0;
    }
}

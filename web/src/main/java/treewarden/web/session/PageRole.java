package treewarden.web.session;

/**
 * What somebody may see and is offered on the pages, each with all that stands before it. It decides which buttons are
 * shown; whether a command is carried out is asked of the code host at that moment, as for a comment.
 */
public enum PageRole {
    /** Reads, where the pages are public or they have signed in. */
    READER,
    /** Decides on contributions. */
    TRIAGER,
    /** Approves, and starts releases. */
    MAINTAINER,
    /** Looks after the installation: jobs, workers, tokens of the API. */
    ADMIN;

    public boolean isAtLeast(PageRole other) {
        return compareTo(other) >= 0;
    }
}

package treewarden.bot.command;

import treewarden.forge.PullRequest;

/** Who may give a command. */
enum Who {
    ANYONE("anyone", Standing.PERSON),
    AUTHOR_AND_TRIAGERS("the author of the pull request, and triagers", Standing.AUTHOR),
    TRIAGERS("triagers", Standing.TRIAGER),
    MAINTAINERS("maintainers", Standing.MAINTAINER);

    private final String words;
    private final Standing least;

    Who(String words, Standing least) {
        this.words = words;
        this.least = least;
    }

    /** How help says it. */
    String words() {
        return words;
    }

    /** Whether it is offered to somebody of this standing. Whether they have it is asked when they take it up. */
    boolean includes(Standing standing) {
        return standing.isAtLeast(least);
    }

    /** Whether somebody may, asked of the code host. */
    boolean may(Asker asker, PullRequest pullRequest) {
        return switch (least) {
            case PERSON -> asker.isPerson();
            case AUTHOR -> asker.isAuthorOf(pullRequest) || asker.isTriager();
            case TRIAGER -> asker.isTriager();
            case MAINTAINER -> asker.isMaintainer();
        };
    }
}

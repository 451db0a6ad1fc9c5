package treewarden.bot.command;

import treewarden.forge.PullRequest;

/** Who may give a command. */
enum Who {
    ANYONE("anyone") {
        @Override
        boolean may(Asker asker, PullRequest pullRequest) {
            return asker.isPerson();
        }
    },
    AUTHOR_AND_TRIAGERS("the author of the pull request, and triagers") {
        @Override
        boolean may(Asker asker, PullRequest pullRequest) {
            return asker.isAuthorOf(pullRequest) || asker.isTriager();
        }
    },
    TRIAGERS("triagers") {
        @Override
        boolean may(Asker asker, PullRequest pullRequest) {
            return asker.isTriager();
        }
    },
    MAINTAINERS("maintainers") {
        @Override
        boolean may(Asker asker, PullRequest pullRequest) {
            return asker.isMaintainer();
        }
    };

    private final String words;

    Who(String words) {
        this.words = words;
    }

    /** How help says it. */
    String words() {
        return words;
    }

    abstract boolean may(Asker asker, PullRequest pullRequest);
}

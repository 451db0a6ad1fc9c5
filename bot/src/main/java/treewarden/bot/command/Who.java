package treewarden.bot.command;

import treewarden.forge.Permission;

/** Who may give a command. */
enum Who {
    ANYONE("anyone") {
        @Override
        boolean may(Permission permission, Standing standing) {
            return true;
        }
    },
    AUTHOR_AND_TRIAGERS("the author of the pull request, and whoever may triage") {
        @Override
        boolean may(Permission permission, Standing standing) {
            return standing == Standing.AUTHOR || permission.isAtLeast(Permission.TRIAGE);
        }
    },
    MAINTAINERS("whoever may write to the repository") {
        @Override
        boolean may(Permission permission, Standing standing) {
            return permission.isAtLeast(Permission.WRITE);
        }
    };

    /** What somebody is to the pull request. */
    enum Standing {
        AUTHOR,
        OTHER
    }

    private final String words;

    Who(String words) {
        this.words = words;
    }

    /** How help says it. */
    String words() {
        return words;
    }

    abstract boolean may(Permission permission, Standing standing);
}

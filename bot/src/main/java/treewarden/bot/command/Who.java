package treewarden.bot.command;

import treewarden.forge.Permission;

/** Who may give a command. */
enum Who {
    ANYONE("anyone") {
        @Override
        boolean may(Permission permission, Standing standing, Permission maintainer) {
            return true;
        }
    },
    AUTHOR_AND_TRIAGERS("the author of the pull request, and whoever may triage") {
        @Override
        boolean may(Permission permission, Standing standing, Permission maintainer) {
            return standing == Standing.AUTHOR || permission.isAtLeast(Permission.TRIAGE);
        }
    },
    MAINTAINERS("maintainers") {
        @Override
        boolean may(Permission permission, Standing standing, Permission maintainer) {
            return permission.isAtLeast(maintainer);
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

    /**
     * @param permission of whoever asks
     * @param maintainer the least permission of a maintainer
     */
    abstract boolean may(Permission permission, Standing standing, Permission maintainer);
}

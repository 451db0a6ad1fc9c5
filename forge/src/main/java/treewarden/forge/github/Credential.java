package treewarden.forge.github;

import treewarden.domain.Secret;

/** What requests are signed with. Thread-safe. */
interface Credential {
    /** The token to send now. May itself ask GitHub for one. */
    Grant grant();

    /** GitHub did not accept this grant. True where the next {@link #grant()} is another one and worth a try. */
    boolean replace(Grant refused);

    /** Whoever sends with this credential waits together. */
    Pause pause();

    /** A token as it was handed out; known by identity, so that no two tokens are ever compared. */
    final class Grant {
        private final Secret token;

        Grant(Secret token) {
            this.token = token;
        }

        String authorization() {
            return "Bearer " + token.reveal();
        }
    }
}

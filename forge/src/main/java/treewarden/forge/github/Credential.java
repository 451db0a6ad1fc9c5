package treewarden.forge.github;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Secret;

/** What requests are signed with. Thread-safe. */
interface Credential {
    /** Nobody in particular: for what is asked before there is an App. */
    Credential NOBODY = new Credential() {
        @Override
        public Grant grant() {
            return Grant.NONE;
        }

        /** Each request is one of its own: nobody is there who could wait together. */
        @Override
        public Pause pause() {
            return new Pause();
        }

        @Override
        public boolean replace(Grant refused) {
            return false;
        }
    };

    /** The token to send now. May itself ask GitHub for one. */
    Grant grant();

    /** GitHub did not accept this grant. True where the next {@link #grant()} is another one and worth a try. */
    boolean replace(Grant refused);

    /** Whoever sends with this credential waits together. */
    Pause pause();

    /** A token as it was handed out; known by identity, so that no two tokens are ever compared. */
    final class Grant {
        /** Nothing to send. */
        static final Grant NONE = new Grant(null);

        private final @Nullable Secret token;

        Grant(@Nullable Secret token) {
            this.token = token;
        }

        Optional<String> authorization() {
            return Optional.ofNullable(token).map(secret -> "Bearer " + secret.reveal());
        }
    }
}

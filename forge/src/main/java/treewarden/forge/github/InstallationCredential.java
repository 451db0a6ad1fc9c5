package treewarden.forge.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Secret;

/**
 * The token of one installation. GitHub hands it out for an hour; it is kept and renewed a little early, and once more
 * when GitHub does not accept it although its time is not up (it can be revoked). Whoever needs it while it is being
 * renewed waits for that one request.
 *
 * <p>One POST where {@code github-api} would send three requests, and where a token that was revoked would be sent
 * again until its hour is over.
 */
final class InstallationCredential implements Credential {
    /** Long enough for the longest call that begins with the old token, and for clocks that differ a little. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final Rest app;
    private final long installation;
    private final Clock clock;
    private final Pause pause = new Pause();
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Grant current;
    private Instant renewAt = Instant.MIN;

    /** Asks for tokens through {@code app}, which speaks as the App. */
    InstallationCredential(Rest app, long installation, Clock clock) {
        this.app = app;
        this.installation = installation;
        this.clock = clock;
    }

    @Override
    public Grant grant() {
        lock.lock();
        try {
            var known = current;
            if (known != null && clock.instant().isBefore(renewAt)) {
                return known;
            }
            var address = app.address("app", "installations", Long.toString(installation), "access_tokens");
            var answer = app.post(address, Map.of(), Token.class);
            var fresh = new Grant(Secret.of(Rest.need(answer.token(), "token")));
            current = fresh;
            renewAt = Rest.instant(answer.expiresAt(), "expires_at").minus(EARLY);
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Pause pause() {
        return pause;
    }

    @Override
    public boolean replace(Grant refused) {
        lock.lock();
        try {
            if (current == refused) {
                current = null;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private record Token(
            @Nullable String token,
            @JsonProperty("expires_at") @Nullable String expiresAt) {
        /** Not the token. */
        @Override
        public String toString() {
            return "Token[until " + expiresAt + "]";
        }
    }
}

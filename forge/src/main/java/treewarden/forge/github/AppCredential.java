package treewarden.forge.github;

import java.time.Clock;
import treewarden.domain.Secret;

/** The App speaks for itself: a fresh signed token with each request, of which there are few. */
final class AppCredential implements Credential {
    private final long appId;
    private final AppKey key;
    private final Clock clock;
    private final Pause pause = new Pause();

    AppCredential(long appId, AppKey key, Clock clock) {
        this.appId = appId;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Grant grant() {
        return new Grant(Secret.of(key.token(appId, clock.instant())));
    }

    @Override
    public Pause pause() {
        return pause;
    }

    @Override
    public boolean replace(Grant refused) {
        return false;
    }
}

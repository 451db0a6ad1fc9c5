package treewarden.app.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Secret;
import treewarden.web.session.Access;

/**
 * Who may come in to the pages.
 *
 * @param client the App as people sign in to it; null where nobody signs in
 * @param reading who may read
 * @param idle how long somebody stays signed in without being seen
 * @param absolute how long somebody stays signed in at most
 */
public record SignInSettings(@Nullable Client client, Access.Reading reading, Duration idle, Duration absolute) {
    /** Everybody reads, and nobody signs in. */
    public static final SignInSettings NOBODY =
            new SignInSettings(null, Access.Reading.PUBLIC, Access.USUAL_IDLE, Access.USUAL_ABSOLUTE);

    /** By what GitHub knows the App that people sign in to. */
    public record Client(String id, Secret secret) {}

    /** Everybody reads, and people sign in. */
    public static SignInSettings by(Client client) {
        return new SignInSettings(client, NOBODY.reading(), NOBODY.idle(), NOBODY.absolute());
    }
}

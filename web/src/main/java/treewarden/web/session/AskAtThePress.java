package treewarden.web.session;

import io.javalin.http.Context;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import treewarden.store.Database;

/**
 * What somebody may do at the moment in which they press a button: asked of the code host, as it is for a command. The
 * role that a page was made with may be minutes old, and only says which buttons stand there.
 */
public final class AskAtThePress {
    private final Screens screens;
    private final Cookies cookies;
    private final @Nullable Sessions sessions;

    public AskAtThePress(Database database, Clock clock, Access access, Screens screens) {
        this.screens = screens;
        this.cookies = new Cookies(access);
        var signIn = access.signIn();
        this.sessions = signIn == null ? null : new Sessions(database, clock, access, signIn);
    }

    /**
     * Whether who sent this form is at least that now. Where not, they were told, with what they typed.
     *
     * @param whose who does it, such as {@code maintainers}
     */
    public boolean isAtLeast(PageRole role, String whose, Context ctx) {
        var visitor = Visitor.of(ctx);
        var person = visitor.person();
        if (person == null || sessions == null) {
            screens.kept(ctx, 403, KeepForm.forOthers(ctx, whose));
            return false;
        }
        var standing = sessions.askNow(person, cookies.session(ctx));
        if (standing == Standing.UNKNOWN) {
            screens.kept(ctx, 503, KeepForm.unanswered(ctx));
            return false;
        }
        if (!standing.role().isAtLeast(role)) {
            screens.kept(ctx, 403, KeepForm.forOthers(ctx, whose));
            return false;
        }
        return true;
    }
}

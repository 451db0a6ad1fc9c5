package treewarden.web.session;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Person;
import treewarden.domain.Printable;
import treewarden.store.Database;

/** Signing in at the code host and out again, and who may come in: to be mounted before all other routes. */
public final class SignInRoutes {
    static final String SIGN_IN = "/login";
    static final String SIGN_OUT = "/logout";
    static final String DONE = "/login/done";

    /** Where the code host sends people back to, below our public address. */
    public static final String BACK = "/login/callback";

    private final Access access;
    private final Clock clock;
    private final Screens screens;
    private final Cookies cookies;
    private final @Nullable Sessions sessions;

    public SignInRoutes(Database database, Clock clock, Access access, Screens screens) {
        this.access = access;
        this.clock = clock;
        this.screens = screens;
        this.cookies = new Cookies(access);
        var signIn = access.signIn();
        this.sessions = signIn == null ? null : new Sessions(database, clock, access, signIn);
    }

    public void routes(JavalinConfig config) {
        config.routes.before(screens.guarded(new AdmitVisitors(access, sessions, cookies, screens)));
        var signIn = access.signIn();
        if (signIn == null || sessions == null) {
            config.routes.get(SIGN_IN, this::nobodyCan);
            return;
        }
        var way = new Way(signIn, sessions);
        config.routes.get(SIGN_IN, screens.guarded(way::there));
        config.routes.get(BACK, screens.guarded(way::back));
        config.routes.get(DONE, screens.guarded(this::done));
        config.routes.post(SIGN_OUT, screens.guarded(way::out));
        config.routes.get(SIGN_OUT, screens.guarded(this::outByAddress));
    }

    private void nobodyCan(Context ctx) {
        screens.problem(
                ctx,
                404,
                "Nobody can sign in here",
                "These pages are to read. The operator sets up signing in under `sign-in` in the configuration.");
    }

    private void done(Context ctx) {
        var person = Visitor.of(ctx).person();
        if (person == null) {
            ctx.redirect(SIGN_IN, HttpStatus.SEE_OTHER);
            return;
        }
        screens.problem(
                ctx,
                200,
                "You are signed in",
                "As " + person.login() + ". Close this window, and send what you had typed in the other one.");
    }

    private void outByAddress(Context ctx) {
        ctx.header("Allow", "POST");
        screens.problem(
                ctx,
                405,
                "Signing out takes a button",
                "Press Sign out at the top of any page; an address does nothing.");
    }

    /** To the code host and back. */
    private final class Way {
        private final SignIn signIn;
        private final Sessions sessions;
        private final CountFailures failures = new CountFailures();

        Way(SignIn signIn, Sessions sessions) {
            this.signIn = signIn;
            this.sessions = sessions;
        }

        void there(Context ctx) {
            var attempt = Attempt.begin(clock.instant(), ctx.queryParam("next"));
            cookies.attempt(ctx, attempt.cookie());
            ctx.header("Cache-Control", "no-store");
            ctx.redirect(
                    signIn.start(attempt.state(), Tokens.challenge(attempt.verifier()))
                            .toString(),
                    HttpStatus.SEE_OTHER);
        }

        /** Only who began here, in this browser, is asked about at the code host; and only that can be too often. */
        void back(Context ctx) {
            var attempt = Attempt.of(cookies.attempt(ctx), clock.instant());
            cookies.noAttempt(ctx);
            if (attempt.isEmpty()
                    || !Tokens.same(ctx.queryParam("state"), attempt.get().state())) {
                notSignedIn(
                        ctx,
                        "This does not belong to a sign-in that began in this browser within the last ten minutes. Begin"
                                + " again at " + access.address(SIGN_IN) + ", in one window.");
                return;
            }
            var code = ctx.queryParam("code");
            if (code == null) {
                var error = ctx.queryParam("error");
                notSignedIn(
                        ctx,
                        "access_denied".equals(error)
                                ? "You said no on the code host. Sign in again if you did not mean to."
                                : "The code host sent you back without a code"
                                        + (error == null ? "" : " (" + Printable.plain(error) + ")")
                                        + ". Sign in again.");
                return;
            }
            ask(ctx, code, attempt.get());
        }

        private void ask(Context ctx, String code, Attempt attempt) {
            var client = access.proxies().client(ctx);
            if (failures.isTooMany(client, clock.instant())) {
                ctx.header("Retry-After", Long.toString(CountFailures.WITHIN.toSeconds()));
                screens.problem(
                        ctx,
                        429,
                        "Too many sign-ins failed from here",
                        "Wait a minute, then begin again at " + access.address(SIGN_IN) + ".");
                return;
            }
            try {
                arrived(ctx, signIn.person(code, attempt.verifier()), attempt);
            } catch (SignIn.Refused e) {
                failures.failed(client, clock.instant());
                notSignedIn(ctx, String.valueOf(e.getMessage()));
            }
        }

        private void notSignedIn(Context ctx, String why) {
            screens.problem(ctx, 400, "You were not signed in", why);
        }

        private void arrived(Context ctx, Person person, Attempt attempt) {
            var id = sessions.begin(person, signIn.standing(person), cookies.session(ctx));
            cookies.session(ctx, id, access.absolute());
            ctx.header("Cache-Control", "no-store");
            ctx.redirect(attempt.next(), HttpStatus.SEE_OTHER);
        }

        void out(Context ctx) {
            var id = cookies.session(ctx);
            if (id != null) {
                sessions.end(id);
            }
            cookies.noSession(ctx);
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        }
    }
}

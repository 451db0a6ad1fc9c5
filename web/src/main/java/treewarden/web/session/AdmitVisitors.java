package treewarden.web.session;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.web.session.Sessions.Held;
import treewarden.web.view.KeptForm;

/**
 * Stands before every route: finds out who asks, lets nobody read what they may not, and takes forms from our own pages
 * alone.
 *
 * <p>A form counts where the browser does not say that another site sent it, somebody is signed in, and the token of
 * their session is in it. A program that shows a token of the API needs none of that, as no other site's page can show
 * one; it is then not asked for its cookie either.
 */
final class AdmitVisitors implements Handler {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Access access;
    private final @Nullable Sessions sessions;
    private final Cookies cookies;
    private final Screens screens;

    AdmitVisitors(Access access, @Nullable Sessions sessions, Cookies cookies, Screens screens) {
        this.access = access;
        this.sessions = sessions;
        this.cookies = cookies;
        this.screens = screens;
    }

    /** What fails here lets nobody through. */
    @Override
    public void handle(Context ctx) {
        try {
            admit(ctx);
        } catch (RuntimeException e) {
            ctx.skipRemainingHandlers();
            throw e;
        }
    }

    private void admit(Context ctx) {
        var path = path(ctx);
        if (access.unguarded().contains(path) || path.startsWith("/assets/")) {
            return;
        }
        if (access.signIn() != null) {
            SignInLink.offer(ctx, access);
        }
        if (showsToken(ctx, path)) {
            // Whoever answers asks the token who this is; without one that it knows, a program is a stranger.
            if (access.reading() == Access.Reading.MEMBERS && !ApiCaller.isKnown(ctx)) {
                refuse(ctx, 401, "Sign in to read this", "The token is not one of this installation.");
            }
            return;
        }
        var standing = identified(ctx);
        if (READING.contains(ctx.method().name())) {
            mustBeAllowedToRead(ctx, path, standing);
        } else {
            mustBeOurForm(ctx, path, standing);
        }
    }

    /** Finds out who asks; empty where nobody is signed in. */
    private Optional<Standing> identified(Context ctx) {
        var id = cookies.session(ctx);
        var held = id == null || sessions == null ? Optional.<Held>empty() : sessions.find(id);
        if (id != null && held.isPresent()) {
            var it = held.get();
            new Visitor(it.person(), it.standing().role(), FormToken.of(id)).accompany(ctx);
        }
        return held.map(Held::standing);
    }

    private void mustBeAllowedToRead(Context ctx, String path, Optional<Standing> standing) {
        if (mayRead(path, standing)) {
            return;
        }
        if (standing.isEmpty()) {
            refuse(
                    ctx,
                    401,
                    "Sign in to read this",
                    "These pages are for those who may read the repository on the code host. The link to sign in is at"
                            + " the top.");
        } else if (standing.get() == Standing.UNKNOWN) {
            refuse(
                    ctx,
                    403,
                    "Nobody could say whether you may read this",
                    "The code host did not answer. Try again in a minute.");
        } else {
            refuse(
                    ctx,
                    403,
                    "This is not for you to read",
                    "You are signed in, and may not read the repository on the code host. Ask one of its maintainers"
                            + " to let you in; it counts here within five minutes.");
        }
    }

    private boolean mayRead(String path, Optional<Standing> standing) {
        return access.reading() == Access.Reading.PUBLIC
                || path.startsWith(SignInRoutes.SIGN_IN)
                || standing.filter(Standing::isMember).isPresent();
    }

    /** A permission goes, or the code host falls silent, while somebody types: the words are theirs all the same. */
    private void mustBeOfAMember(Context ctx, String path, Optional<Standing> standing) {
        if (KeepForm.isProgram(ctx)) {
            mustBeAllowedToRead(ctx, path, standing);
        } else if (!mayRead(path, standing)) {
            if (standing.filter(it -> it != Standing.UNKNOWN).isPresent()) {
                keep(ctx, 403, KeepForm.forOthers(ctx, "those who may read the repository"));
            } else {
                keep(ctx, 503, KeepForm.unanswered(ctx));
            }
        }
    }

    private void mustBeOurForm(Context ctx, String path, Optional<Standing> standing) {
        var visitor = Visitor.of(ctx);
        if (isForeign(ctx)) {
            keep(ctx, 403, KeepForm.foreign(ctx, access));
        } else if (visitor.person() == null && path.equals(SignInRoutes.SIGN_OUT)) {
            cookies.noSession(ctx);
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            ctx.skipRemainingHandlers();
        } else if (visitor.person() == null) {
            var before = cookies.session(ctx) == null ? KeepForm.Before.NEVER : KeepForm.Before.WAS;
            keep(
                    ctx,
                    401,
                    access.signIn() == null ? KeepForm.nobodyCanSignIn(ctx) : KeepForm.signedOut(ctx, access, before));
        } else if (!FormToken.matches(ctx, visitor)) {
            keep(ctx, 403, KeepForm.stale(ctx, visitor));
        } else if (!path.equals(SignInRoutes.SIGN_OUT)) {
            mustBeOfAMember(ctx, path, standing);
        }
    }

    /** Whether the browser says that a page of another site sent this. A browser that says nothing is asked for the token. */
    private boolean isForeign(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        var origin = ctx.header("Origin");
        return (site != null && !site.equals("same-origin") && !site.equals("none"))
                || (origin != null && !origin.equals(access.origin()));
    }

    private static boolean showsToken(Context ctx, String path) {
        var authorization = ctx.header("Authorization");
        return path.startsWith("/api/") && authorization != null && authorization.startsWith("Bearer ");
    }

    private static String path(Context ctx) {
        var path = ctx.path();
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void keep(Context ctx, int status, KeptForm form) {
        if (KeepForm.isProgram(ctx)) {
            screens.refusal(ctx, status, form.title(), form.advice());
        } else {
            screens.kept(ctx, status, form);
        }
        ctx.skipRemainingHandlers();
    }

    private void refuse(Context ctx, int status, String title, String advice) {
        if (KeepForm.isProgram(ctx)) {
            screens.refusal(ctx, status, title, advice);
        } else {
            screens.problem(ctx, status, title, advice);
        }
        ctx.skipRemainingHandlers();
    }
}

package treewarden.sandbox.github;

import static treewarden.sandbox.html.Html.Attributes.attribute;
import static treewarden.sandbox.html.Html.tag;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import treewarden.sandbox.html.Html;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;
import treewarden.sandbox.http.Replies;

/**
 * GitHub's web flow for people: the page on which somebody says that they want to sign in to the app, and the exchange of
 * the code that comes of it. Nobody has a password here, so the page asks who one is.
 */
final class SignInPages {
    private static final String AUTHORIZE = "/ui/login/oauth/authorize";

    private final World world;
    private final Replies replies;
    private final SignIns signIns;

    SignInPages(World world, Replies replies) {
        this.world = world;
        this.replies = replies;
        this.signIns = new SignIns(world);
    }

    void addTo(RoutesConfig routes, Rest rest) {
        routes.get(AUTHORIZE, handler(this::ask));
        routes.post(AUTHORIZE, handler(this::answered));
        rest.post("/ui/login/oauth/access_token", this::exchange);
    }

    private Handler handler(Function<Context, Answer> work) {
        return ctx -> replies.reply(ctx, Optional.empty(), () -> world.locked(() -> answer(ctx, work)));
    }

    private static Answer answer(Context ctx, Function<Context, Answer> work) {
        try {
            return work.apply(ctx);
        } catch (GitHubError refusal) {
            return PageFrame.refusal(refusal.status(), String.valueOf(refusal.getMessage()), Optional.empty());
        }
    }

    private Answer ask(Context ctx) {
        if (!world.app().clientId().equals(ctx.queryParam("client_id"))) {
            throw GitHubError.of(404, "There is no app with this client id");
        }
        var back = back(query(ctx, "redirect_uri"));
        if (!"S256"
                .equals(Optional.ofNullable(ctx.queryParam("code_challenge_method"))
                        .orElse("S256"))) {
            throw GitHubError.of(400, "Only S256 is known as a way to challenge");
        }
        var choices = Html.empty();
        world.people().users().stream()
                .filter(person -> !world.people().isSuspended(person))
                .sorted(Comparator.comparing(this::most).reversed())
                .forEach(person -> choices.add(form(
                        ctx,
                        person.login(),
                        "Sign in as " + person.login() + " (" + most(person).roleName() + ")")));
        var page = PageFrame.page(
                200,
                "Sign in",
                tag("h1", "Sign in to " + world.app().slug()),
                tag("p", "Who are you? Beside each name is the most that they may do in a repository with the app."),
                choices,
                form(ctx, "", "Cancel"));
        return page.header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                        + back.getScheme() + "://" + back.getAuthority());
    }

    /** The most that a person may do in any repository; each has a fork of their own, which is none of them. */
    private Permission most(Person person) {
        return world.repositories().stream()
                .filter(repository -> repository.parent().isEmpty())
                .map(repository -> repository.permission(person))
                .max(Comparator.naturalOrder())
                .orElse(Permission.NONE);
    }

    private static Html form(Context ctx, String login, String verb) {
        return tag(
                "form",
                attribute("method", "post").and("action", AUTHORIZE),
                hidden("as", login),
                hidden("redirect_uri", query(ctx, "redirect_uri")),
                hidden("state", query(ctx, "state")),
                hidden("code_challenge", query(ctx, "code_challenge")),
                PageFrame.button(verb, "Leads back to the app"));
    }

    private static Html hidden(String name, String value) {
        return tag("input", attribute("type", "hidden").and("name", name).and("value", value));
    }

    private Answer answered(Context ctx) {
        var origin = ctx.header("Origin");
        if (origin != null && !origin.equals("http://" + ctx.header("Host"))) {
            throw GitHubError.of(403, "This form was sent by a page of another site");
        }
        var redirect = field(ctx, "redirect_uri");
        back(redirect);
        var result = field(ctx, "as").isEmpty()
                ? "error=access_denied&error_description=The+user+has+denied+your+application+access."
                : "code=" + consent(ctx, redirect);
        return Answer.seeOther(redirect + (redirect.contains("?") ? "&" : "?") + result + "&state="
                + URLEncoder.encode(field(ctx, "state"), StandardCharsets.UTF_8));
    }

    private String consent(Context ctx, String redirect) {
        var person = world.people()
                .find(field(ctx, "as"))
                .filter(one -> one.kind() == Person.Kind.USER && !world.people().isSuspended(one))
                .orElseThrow(() -> GitHubError.of(422, "There is no such person"));
        var challenge = Optional.of(field(ctx, "code_challenge")).filter(text -> !text.isEmpty());
        return signIns.consent(person, new SignIns.Asked(redirect, challenge));
    }

    /** As GitHub does, a refusal is answered with 200. */
    private Answer exchange(Call call) {
        if (!world.app().clientId().equals(call.form("client_id"))
                || !world.app().clientSecret().equals(call.form("client_secret"))) {
            return refused("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.");
        }
        var verifier = Optional.of(call.form("code_verifier")).filter(text -> !text.isEmpty());
        return signIns.token(call.form("code"), call.form("redirect_uri"), verifier)
                .map(token -> Answer.json(
                        200,
                        Json.object()
                                .put("access_token", token)
                                .put("token_type", "bearer")
                                .put("scope", "")))
                .orElseGet(() -> refused("bad_verification_code", "The code passed is incorrect or expired."));
    }

    private static Answer refused(String error, String description) {
        return Answer.json(200, Json.object().put("error", error).put("error_description", description));
    }

    private static URI back(String address) {
        try {
            var back = URI.create(address);
            if (back.getHost() != null
                    && back.getScheme() != null
                    && back.getScheme().startsWith("http")) {
                return back;
            }
        } catch (IllegalArgumentException e) {
            // Told below, like any other that is none.
        }
        throw GitHubError.of(400, "The redirect_uri is no address of the web");
    }

    private static String query(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).orElse("");
    }

    private static String field(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("");
    }
}

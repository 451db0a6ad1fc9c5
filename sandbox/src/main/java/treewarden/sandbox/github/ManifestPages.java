package treewarden.sandbox.github;

import static treewarden.sandbox.html.Html.Attributes.attribute;
import static treewarden.sandbox.html.Html.tag;
import static treewarden.sandbox.html.Html.text;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import treewarden.sandbox.html.Html;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Replies;

/**
 * Where a person consents to an app that a manifest describes. The manifest comes from a form on another site: that is
 * GitHub's way, so here no origin is checked; what matters is the second form, on this page.
 */
final class ManifestPages {
    private final World world;
    private final Replies replies;
    private final AppManifests manifests;

    ManifestPages(World world, Replies replies, AppManifests manifests) {
        this.world = world;
        this.replies = replies;
        this.manifests = manifests;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/ui/settings/apps/new", handler(this::ask));
        routes.post("/ui/organizations/{organization}/settings/apps/new", handler(this::ask));
        routes.post("/ui/settings/apps/create", handler(this::create));
        routes.get("/ui/apps/{slug}/installations/new", handler(this::installed));
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
        var manifest = form(ctx, "manifest");
        var json = AppManifests.read(manifest);
        var permissions = Html.empty();
        json.path("default_permissions")
                .properties()
                .forEach(one -> permissions.add(
                        tag("li", one.getKey() + ": " + one.getValue().asText())));
        var consent = tag(
                "form",
                attribute("method", "post").and("action", "/ui/settings/apps/create"),
                hidden("manifest", manifest),
                hidden("state", Optional.ofNullable(ctx.queryParam("state")).orElse("")),
                PageFrame.button("Create GitHub App", "Makes the app and leads back"));
        var page = PageFrame.page(
                200,
                "Create GitHub App",
                tag("h1", "Create GitHub App"),
                tag("p", text(json.path("name").asText())),
                tag("ul", permissions),
                consent);
        var back = URI.create(json.path("redirect_url").asText());
        return page.header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; form-action 'self' " + back.getScheme() + "://"
                        + back.getAuthority());
    }

    private Answer create(Context ctx) {
        var manifest = form(ctx, "manifest");
        var back = AppManifests.read(manifest).path("redirect_url").asText();
        var code = manifests.consent(manifest);
        return Answer.seeOther(back + (back.contains("?") ? "&" : "?") + "code=" + code + "&state="
                + URLEncoder.encode(form(ctx, "state"), StandardCharsets.UTF_8));
    }

    /** The repositories of this stand-in have the app from the beginning. */
    private Answer installed(Context ctx) {
        return PageFrame.page(
                200,
                "Installed",
                tag("h1", "The app is installed"),
                tag("p", ctx.pathParam("slug") + " is installed on every repository of this stand-in."));
    }

    private static Html hidden(String name, String value) {
        return tag("input", attribute("type", "hidden").and("name", name).and("value", value));
    }

    private static String form(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name))
                .orElseThrow(() -> GitHubError.of(422, "The form lacks \"" + name + "\""));
    }
}

package treewarden.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The two pages of the first installation. They are for the person who sits at this machine: the address holds a secret
 * that stands in their terminal, and a request by another name than this machine's own is refused, so that no page of
 * another site can speak to them.
 */
public final class SetupPages {
    private static final Set<String> OURSELVES = Set.of("127.0.0.1", "localhost");

    private final SettingUp settingUp;
    private final String path;
    private final Assets assets = new Assets();
    private final Pages pages;

    /**
     * @param forgeWeb where people read the code host
     * @param secret a segment of the address that cannot be guessed
     */
    public SetupPages(SettingUp settingUp, String forgeWeb, String secret) {
        this.settingUp = settingUp;
        this.path = path(secret);
        this.pages = new Pages(new PageSettings("setup", forgeWeb, null), assets.addresses(), List.of());
    }

    /** Where the first page is. */
    public static String path(String secret) {
        return "/setup/" + secret;
    }

    /** Where the code host sends the person back to. */
    public static String backPath(String secret) {
        return path(secret) + "/created";
    }

    public void routes(JavalinConfig config) {
        config.routes.before(ctx -> {
            SecurityHeaders.add(ctx);
            var host = URI.create("http://" + Objects.requireNonNullElse(ctx.host(), ""))
                    .getHost();
            if (host == null || !OURSELVES.contains(host)) {
                ctx.status(421)
                        .result("Open the address as it stands in the terminal.\n")
                        .skipRemainingHandlers();
            }
        });
        config.routes.get(path, pages.guarded(this::ask));
        config.routes.get(path + "/created", pages.guarded(this::cameBack));
        config.routes.error(404, "text/html", this::nothingHere);
        assets.routes(config);
    }

    private void ask(Context ctx) {
        var asked = settingUp.asked();
        var github = URI.create(asked.postTo());
        // The form goes to GitHub, and nowhere else.
        ctx.header(
                "Content-Security-Policy",
                SecurityHeaders.POLICY.replace(
                        "form-action 'self'", "form-action " + github.getScheme() + "://" + github.getAuthority()));
        pages.render(ctx, "set-up.jte", Map.of("frame", pages.frame("Set up", null), "page", asked));
    }

    private void cameBack(Context ctx) {
        try {
            var done = settingUp.cameBack(ctx.queryParam("state"), ctx.queryParam("code"));
            pages.render(ctx, "set-up-done.jte", Map.of("frame", pages.frame("Set up", null), "page", done));
        } catch (SettingUp.Refused e) {
            pages.problem(ctx, 400, "The App was not set up", String.valueOf(e.getMessage()));
        }
    }

    private void nothingHere(Context ctx) {
        pages.problem(ctx, 404, "There is nothing here", "Open the address as it stands in the terminal.");
    }
}

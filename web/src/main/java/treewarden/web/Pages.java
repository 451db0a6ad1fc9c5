package treewarden.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.store.StoreUnavailable;
import treewarden.web.view.Frame;

/** Renders pages and their changing parts, and turns a failure into a page that says what to do. */
public final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final PageSettings settings;
    private final Frame.Assets assets;

    Pages(PageSettings settings, Frame.Assets assets) {
        this.settings = settings;
        this.assets = assets;
    }

    /** True when htmx asks for the changing part alone. Going back in the history wants the whole page. */
    public static boolean wantsFragment(Context ctx) {
        return ctx.header("HX-Request") != null && ctx.header("HX-History-Restore-Request") == null;
    }

    public Frame frame(String title, @Nullable String refresh) {
        return new Frame(title, settings.title(), settings.banner(), refresh, assets);
    }

    /** Answers with a page of {@code templates/pages}. */
    public void render(Context ctx, String template, Map<String, Object> values) {
        var out = new StringOutput();
        engine.render(template, values, out);
        // A page shows what is stored now: nothing keeps it, least of all a fragment under the page's own address.
        ctx.header("Vary", "HX-Request").header("Cache-Control", "no-store");
        ctx.contentType("text/html; charset=utf-8").result(out.toString());
    }

    /** The handler, with its failures told to the reader and, with their cause, to the log under the same id. */
    public Handler guarded(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (StoreUnavailable e) {
                var id = id();
                LOG.warn("page {} {}: the store is unavailable", id, ctx.path(), e);
                problem(
                        ctx,
                        503,
                        "The database is not available",
                        "Try again in a moment. If it stays so, tell the operator this number: " + id + ".");
            } catch (RuntimeException e) {
                var id = id();
                LOG.error("page {} {} failed", id, ctx.path(), e);
                problem(
                        ctx,
                        500,
                        "This page could not be made",
                        "It is a fault in Treewarden. Tell the operator this number, which stands in the log too: " + id
                                + ".");
            }
        };
    }

    /** A page that says what is wrong and what to do. */
    public void problem(Context ctx, int status, String title, String advice) {
        ctx.status(status);
        render(ctx, "problem.jte", Map.of("frame", frame(title, null), "title", title, "advice", advice));
    }

    private static String id() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}

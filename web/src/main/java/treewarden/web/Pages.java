package treewarden.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.store.StoreUnavailable;
import treewarden.web.api.ApiProblem;
import treewarden.web.session.KeepForm;
import treewarden.web.session.Screens;
import treewarden.web.session.SignInLink;
import treewarden.web.session.Visitor;
import treewarden.web.view.Frame;
import treewarden.web.view.KeptForm;
import treewarden.web.view.You;

/** Renders pages and their changing parts, and turns a failure into a page that says what to do. */
public final class Pages implements Screens {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final PageSettings settings;
    private final Frame.Assets assets;
    private final List<Frame.Entry> navigation;

    Pages(PageSettings settings, Frame.Assets assets, List<Frame.Entry> navigation) {
        this.settings = settings;
        this.assets = assets;
        this.navigation = navigation;
    }

    /** True when htmx asks for the changing part alone. Going back in the history wants the whole page. */
    public static boolean wantsFragment(Context ctx) {
        return ctx.header("HX-Request") != null && ctx.header("HX-History-Restore-Request") == null;
    }

    public Frame frame(String title, @Nullable String refresh) {
        return new Frame(title, settings.title(), settings.banner(), refresh, You.NOBODY, navigation, "", "", assets);
    }

    /** Answers with a page of {@code templates/pages}. */
    public void render(Context ctx, String template, Map<String, Object> values) {
        var out = new StringOutput();
        engine.render(template, greeting(ctx, values), out);
        // A page shows what is stored now: nothing keeps it, least of all a fragment under the page's own address.
        ctx.header("Vary", "HX-Request").header("Cache-Control", "no-store");
        ctx.contentType("text/html; charset=utf-8").result(out.toString());
    }

    /** The frame greets whoever asks for the page. */
    private static Map<String, Object> greeting(Context ctx, Map<String, Object> values) {
        if (!(values.get("frame") instanceof Frame frame)) {
            return values;
        }
        var greeting = new HashMap<>(values);
        greeting.put(
                "frame",
                frame.greeting(SignInLink.greeting(ctx), Visitor.of(ctx).role(), ctx.path(), MadeAt.of(ctx)));
        return greeting;
    }

    @Override
    public void kept(Context ctx, int status, KeptForm form) {
        ctx.status(status);
        if (wantsFragment(ctx)) {
            // Wherever the answer was to stand, this takes the place of the page's content.
            ctx.header("HX-Retarget", "#content").header("HX-Reswap", "innerHTML");
            render(ctx, "kept.jte", Map.of("form", form));
        } else {
            render(ctx, "kept-page.jte", Map.of("frame", frame(form.title(), null), "form", form));
        }
    }

    /** The handler, with its failures told to the reader and, with their cause, to the log under the same id. */
    @Override
    public Handler guarded(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (StoreUnavailable e) {
                var id = id();
                LOG.warn("page {} {}: the store is unavailable", id, ctx.path(), e);
                ctx.header("Retry-After", "10");
                if (ctx.method() == HandlerType.POST) {
                    kept(ctx, 503, KeepForm.unwritten(ctx, id));
                } else {
                    problem(
                            ctx,
                            503,
                            "The database is not available",
                            "Try again in a moment. If it stays so, tell the operator this number: " + id + ".");
                }
            } catch (HttpResponseException e) {
                problem(
                        ctx,
                        e.getStatus(),
                        e.getStatus() == 413 ? "This is too much at once" : "This was not taken",
                        "Nothing was done. Go back, where what you typed still stands, make it shorter and send it again.");
            } catch (RuntimeException e) {
                var id = id();
                LOG.error("page {} {} failed", id, ctx.path(), e);
                if (ctx.method() == HandlerType.POST) {
                    kept(ctx, 500, KeepForm.broken(ctx, id));
                } else {
                    problem(
                            ctx,
                            500,
                            "This page could not be made",
                            "It is a fault in Treewarden. Tell the operator this number, which stands in the log too: "
                                    + id + ".");
                }
            }
        };
    }

    /** A page that says what is wrong and what to do. */
    @Override
    public void problem(Context ctx, int status, String title, String advice) {
        ctx.status(status);
        if (wantsFragment(ctx)) {
            ctx.header("HX-Retarget", "#content").header("HX-Reswap", "innerHTML");
            render(ctx, "trouble.jte", Map.of("title", title, "advice", advice));
        } else {
            render(ctx, "problem.jte", Map.of("frame", frame(title, null), "title", title, "advice", advice));
        }
    }

    @Override
    public void refusal(Context ctx, int status, String title, String advice) {
        if (ctx.path().startsWith("/api/")) {
            ApiProblem.refuse(ctx, status, title, advice);
            return;
        }
        ctx.status(status)
                .header("Cache-Control", "no-store")
                .contentType("text/plain; charset=utf-8")
                .result(title + ". " + advice + "\n");
    }

    private static String id() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}

package treewarden.web.releases;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Reason;
import treewarden.domain.release.Withdrawal;
import treewarden.store.Database;
import treewarden.store.WriteReleases;
import treewarden.web.Pages;
import treewarden.web.session.AskAtThePress;
import treewarden.web.session.KeepForm;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** Maintainers say on the page of releases what none of them may hold, and let it in again. */
final class KeepOut {
    private static final String WHAT = "what";
    private static final String REASON = "reason";
    private static final String PAGE = "/releases";
    private static final String DONE = "#withdrawn";

    /** Names what was kept out just now, so that the page says what that covers. */
    static final String JUST = "kept";

    private final Database database;
    private final Clock clock;
    private final Pages pages;
    private final AskAtThePress ask;

    KeepOut(Database database, Clock clock, Pages pages, AskAtThePress ask) {
        this.database = database;
        this.clock = clock;
        this.pages = pages;
        this.ask = ask;
    }

    void routes(JavalinConfig config) {
        config.routes.post("/releases/exclude", pages.guarded(this::exclude));
        config.routes.post("/releases/readmit", pages.guarded(this::readmit));
    }

    private void exclude(Context ctx) {
        if (!isMaintainer(ctx)) {
            return;
        }
        var why = typed(ctx, REASON);
        if (why.isEmpty()) {
            again(ctx, 422, "Say why", "Nothing is kept out yet. The reason stands on the model's card.");
            return;
        }
        if (why.codePointCount(0, why.length()) > Reason.LONGEST) {
            again(
                    ctx,
                    422,
                    "The reason is too long",
                    "Nothing is kept out yet. It stands on the model's card, in at most " + Reason.LONGEST
                            + " characters: shorten it and send it again.");
            return;
        }
        var withdrawal = withdrawal(ctx, why);
        if (withdrawal == null) {
            again(
                    ctx,
                    422,
                    "That is no leaf, folder or pull request",
                    "Nothing is kept out yet. Name a folder of the taxonomy, such as knowledge/science/tides, or a pull"
                            + " request, such as #12.");
        } else if (write(releases -> releases.withdraw(withdrawal))) {
            var just = URLEncoder.encode(withdrawal.what(), StandardCharsets.UTF_8);
            ctx.redirect(PAGE + "?" + JUST + "=" + just + DONE, HttpStatus.SEE_OTHER);
        } else {
            again(
                    ctx,
                    409,
                    "It is kept out already",
                    withdrawal.what() + " was kept out before, and the reason given then stands.");
        }
    }

    private void readmit(Context ctx) {
        if (!isMaintainer(ctx)) {
            return;
        }
        var what = Withdrawal.folder(typed(ctx, WHAT));
        var by = Visitor.sender(ctx).login();
        if (write(releases -> releases.readmit(what, by))) {
            ctx.redirect(PAGE + DONE, HttpStatus.SEE_OTHER);
        } else {
            pages.problem(
                    ctx,
                    409,
                    "It is not kept out",
                    "Nothing was done: somebody has let it in meanwhile. The page of releases says what is kept out.");
        }
    }

    /** Null where what was typed cannot be meant. */
    private @Nullable Withdrawal withdrawal(Context ctx, String why) {
        try {
            return Withdrawal.typed(typed(ctx, WHAT), why, Visitor.sender(ctx).login(), clock.instant());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean write(Predicate<WriteReleases> work) {
        return database.write(transaction -> {
            transaction.actingFrom(ActOnReleases.ORIGIN);
            return work.test(transaction.writeReleases());
        });
    }

    /** What is wrong may be a name without a space in it, so it is shown again to be changed. */
    private void again(Context ctx, int status, String title, String advice) {
        pages.kept(ctx, status, KeepForm.again(ctx, title, advice, Set.of(WHAT)));
    }

    private boolean isMaintainer(Context ctx) {
        return ask.isAtLeast(PageRole.MAINTAINER, "maintainers", ctx);
    }

    private static String typed(Context ctx, String field) {
        return Objects.requireNonNullElse(ctx.formParam(field), "").strip();
    }
}

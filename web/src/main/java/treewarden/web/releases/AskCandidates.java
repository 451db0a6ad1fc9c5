package treewarden.web.releases;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.TrialQuestion;
import treewarden.store.Database;
import treewarden.web.Pages;
import treewarden.web.session.AskAtThePress;
import treewarden.web.session.KeepForm;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** {@code POST /releases/ID/ask}: puts a question to a candidate and to the model beside it, by those who may. */
final class AskCandidates {
    private final Database database;
    private final Pages pages;
    private final AskAtThePress ask;
    private final @Nullable PageRole least;

    /** @param least who may, with all that stand above; null where nobody may */
    AskCandidates(Database database, Pages pages, AskAtThePress ask, @Nullable PageRole least) {
        this.database = database;
        this.pages = pages;
        this.ask = ask;
        this.least = least;
    }

    void routes(JavalinConfig config) {
        config.routes.post("/releases/{id}/ask", pages.guarded(this::ask));
    }

    /** Whether the form is offered to whoever looks; who sends it is asked of again. */
    boolean isOffered(Visitor visitor) {
        return least != null && visitor.person() != null && visitor.role().isAtLeast(least);
    }

    private void ask(Context ctx) {
        if (least == null) {
            pages.kept(
                    ctx,
                    403,
                    KeepForm.again(
                            ctx,
                            "Nobody may ask here",
                            "Nothing was asked. An operator lets people in by `releases.ask`; docs/operating.md says how."));
            return;
        }
        if (!ask.isAtLeast(least, whose(least), ctx)) {
            return;
        }
        var question = Objects.requireNonNullElse(ctx.formParam("question"), "").strip();
        if (question.isEmpty() || question.codePointCount(0, question.length()) > TrialQuestion.LONGEST) {
            pages.kept(
                    ctx,
                    422,
                    KeepForm.again(
                            ctx,
                            question.isEmpty() ? "Type a question" : "The question is too long",
                            "Nothing was asked. A question has at most " + TrialQuestion.LONGEST + " characters."));
            return;
        }
        ReleasesRoutes.id(ctx)
                .ifPresentOrElse(
                        id -> put(ctx, id, question),
                        () -> pages.problem(
                                ctx,
                                404,
                                "There is no such release",
                                "The address may be mistyped. The page of releases has all."));
    }

    private void put(Context ctx, ReleaseId id, String question) {
        var by = Visitor.sender(ctx).login();
        var refusal = database.write(transaction -> transaction.writeReleases().ask(id, by, question));
        if (refusal.isPresent()) {
            pages.kept(ctx, 409, KeepForm.again(ctx, "Nothing was asked", refusal.get()));
        } else {
            ctx.redirect("/releases/" + id + "#trial", HttpStatus.SEE_OTHER);
        }
    }

    private static String whose(PageRole role) {
        return switch (role) {
            case READER -> "people who may read here";
            case TRIAGER -> "triagers";
            case MAINTAINER -> "maintainers";
            case ADMIN -> "admins";
        };
    }
}

package treewarden.web.decide;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.OfferCommands;
import treewarden.domain.Contribution;
import treewarden.web.Pages;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;
import treewarden.web.view.Deciding.Hidden;
import treewarden.web.view.Refused;

/** A page that says why something was not done, keeps what was typed, and has a button to ask anew. */
final class ExplainRefusal {
    private final Pages pages;
    private final Surroundings around;
    private final OfferCommands offer;

    ExplainRefusal(Pages pages, Surroundings around, OfferCommands offer) {
        this.pages = pages;
        this.around = around;
        this.offer = offer;
    }

    /**
     * Why something was not done.
     *
     * @param now the contribution as it is now
     * @param overtaken what somebody else decided meanwhile; null where nobody did
     * @param latest number of the audit's latest row: who asks anew has seen what the page says
     */
    record Refusal(
            Form form,
            Contribution now,
            HttpStatus status,
            String advice,
            Refused.@Nullable Overtaken overtaken,
            long latest) {
        boolean isMoved() {
            var head = form.head();
            return head != null && !head.equals(now.head());
        }

        HttpStatus code() {
            return overtaken != null || isMoved() ? HttpStatus.CONFLICT : status;
        }
    }

    /** Where it is not about the contribution. */
    void of(Context ctx, Form form, HttpStatus status, String title, String advice) {
        show(
                ctx,
                status,
                new Refused(
                        title,
                        advice,
                        null,
                        "/",
                        "the queue",
                        form.text(),
                        Refused.Box.NONE,
                        "",
                        "",
                        List.of(),
                        "",
                        List.of()));
    }

    void of(Context ctx, Refusal refusal) {
        var now = refusal.now();
        var visitor = Visitor.of(ctx);
        var form = refusal.form();
        var page = around.page(now, ctx);
        var canAsk = offer.in(now.state(), OfferActions.standing(visitor, now)).stream()
                .anyMatch(command -> command.name().equals(form.command()));
        var fields = new ArrayList<Hidden>(Form.hidden(visitor, now.head(), refusal.latest()));
        fields.add(new Hidden(Form.COMMAND, form.command()));
        fields.add(new Hidden(Form.ARGUMENT, form.argument()));
        fields.add(new Hidden(Form.NAME, around.name(now)));
        show(
                ctx,
                refusal.code(),
                new Refused(
                        title(refusal),
                        refusal.advice(),
                        refusal.overtaken(),
                        page,
                        around.name(now),
                        form.text(),
                        box(form),
                        Objects.requireNonNullElse(form.login(), ""),
                        DecideRoutes.commands(page),
                        fields,
                        canAsk ? again(refusal) : "",
                        say(refusal, visitor)));
    }

    private static Refused.Box box(Form form) {
        if (form.login() != null) {
            return Refused.Box.LOGIN;
        }
        return form.verb().asksForReason() ? Refused.Box.WORDS : Refused.Box.NONE;
    }

    /** Who was too late with a decision, or wrote beside one that sends no words, may still say what they had to say. */
    private static List<Hidden> say(Refusal refusal, Visitor visitor) {
        var form = refusal.form();
        if ((refusal.overtaken() == null && form.unsent().isEmpty())
                || form.text().isBlank()
                || !visitor.role().isAtLeast(PageRole.TRIAGER)) {
            return List.of();
        }
        var fields = new ArrayList<Hidden>(Form.hidden(visitor, refusal.now().head(), refusal.latest()));
        fields.add(new Hidden(Form.COMMAND, "comment"));
        return fields;
    }

    private static String title(Refusal refusal) {
        if (refusal.overtaken() != null) {
            return "Somebody else decided first";
        }
        return refusal.isMoved() ? "A commit came after you looked" : "This was not done";
    }

    private static String again(Refusal refusal) {
        var words = refusal.form().verb().words();
        return refusal.code() == HttpStatus.CONFLICT ? words + " nevertheless" : words;
    }

    private void show(Context ctx, HttpStatus status, Refused refused) {
        ctx.status(status);
        pages.render(ctx, "refused.jte", Map.of("frame", pages.frame(refused.title(), null), "refused", refused));
    }
}

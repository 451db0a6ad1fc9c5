package treewarden.web.decide;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import treewarden.bot.command.Commands;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Person;
import treewarden.store.Database;
import treewarden.store.StaleVersion;
import treewarden.web.Pages;
import treewarden.web.session.Visitor;
import treewarden.web.view.Several.Outcome;

/** One command to several contributions, each as its sender saw it: those that were chosen, and no others. */
final class DecideOnSeveral {
    static final String PICK = "pick";

    /** More than these nobody has read. */
    private static final int MOST = 50;

    private static final Pattern PICKED = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})@([0-9a-f]{40})");

    private final Pages pages;
    private final Database database;
    private final Commands commands;
    private final Surroundings around;

    DecideOnSeveral(Pages pages, Database database, Commands commands, Surroundings around) {
        this.pages = pages;
        this.database = database;
        this.commands = commands;
        this.around = around;
    }

    void handle(Context ctx) {
        var form = Form.of(ctx);
        var person = Visitor.sender(ctx);
        var picked = ctx.formParams(PICK).stream().distinct().toList();
        var verb = Verb.of(form.command());
        if (picked.isEmpty()
                || picked.size() > MOST
                || form.command().isEmpty()
                || verb.asksForName()
                || form.isTooLong()) {
            new ExplainRefusal(pages, around)
                    .of(
                            ctx,
                            form,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "Nothing was done",
                            "Choose between 1 and " + MOST
                                    + " contributions and what to do; rejecting is done one by one. A reason has at most "
                                    + "2,000 characters.");
            return;
        }
        var outcomes = new ArrayList<Outcome>();
        for (var pick : picked) {
            outcomes.add(one(ctx, form, pick, person));
        }
        pages.render(
                ctx,
                "several.jte",
                Map.of(
                        "frame", pages.frame(verb.words() + ": what came of it", null),
                        "words", verb.words(),
                        "outcomes", List.copyOf(outcomes),
                        "queue", around.queue(ctx)));
    }

    private Outcome one(Context ctx, Form form, String pick, Person person) {
        var picked = PICKED.matcher(pick);
        if (!picked.matches()) {
            return new Outcome(pick, "/", false, "Load the queue anew: this is none of its rows.");
        }
        var id = new ContributionId(Long.parseLong(picked.group(1)), Integer.parseInt(picked.group(2)));
        var found = database.read(tables -> tables.contributions().find(id));
        if (found.isEmpty()) {
            return new Outcome(id.toString(), "/", false, "It is not listed.");
        }
        var it = found.get();
        var seen = new Form(
                form.command(), form.argument(), form.text(), "", new CommitId(picked.group(3)), form.seenUntil());
        return answer(ctx, it, seen, person);
    }

    private Outcome answer(Context ctx, Contribution it, Form seen, Person person) {
        var page = around.page(it, ctx);
        try {
            var answer = commands.submit(DecideRoutes.command(seen, it, person), seen.from(DecideRoutes.UNDO));
            var reply = DecideRoutes.plain(answer.reply());
            return new Outcome(around.name(it), page, answer.isDone(), reply.isEmpty() ? "Done." : reply);
        } catch (StaleVersion e) {
            return new Outcome(
                    around.name(it), page, false, "It changes faster than this could be written. Try again.");
        }
    }
}

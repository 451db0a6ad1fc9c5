package treewarden.web.decide;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import treewarden.bot.command.Commands;
import treewarden.domain.Contribution;
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

    /** More than these no page of the queue has. */
    private static final int MOST_SHOWN = 300;

    private final Pages pages;
    private final Database database;
    private final Commands commands;
    private final Surroundings around;
    private final SayResult results;
    private final AskSeveralAgain again;

    DecideOnSeveral(Pages pages, Database database, Commands commands, Surroundings around) {
        this.pages = pages;
        this.database = database;
        this.commands = commands;
        this.around = around;
        this.results = new SayResult(around);
        this.again = new AskSeveralAgain(around);
    }

    void handle(Context ctx) {
        var form = Form.of(ctx);
        var person = Visitor.sender(ctx);
        var picked = ctx.formParams(PICK).stream().distinct().toList();
        var verb = Verb.of(form.command());
        var wrong = whatIsWrong(form, verb, picked.size());
        if (wrong.isPresent()) {
            askAgain(ctx, form, picked, wrong.get());
            return;
        }
        var outcomes = new ArrayList<Outcome>();
        for (var pick : picked) {
            outcomes.add(one(ctx, form, pick, person));
        }
        var refused = IntStream.range(0, picked.size())
                .filter(i -> !outcomes.get(i).done())
                .mapToObj(picked::get)
                .toList();
        pages.render(
                ctx,
                "several.jte",
                Map.of(
                        "frame", pages.frame(verb.words() + ": what came of it", null),
                        "words", verb.words(),
                        "outcomes", List.copyOf(outcomes),
                        "again", database.read(tables -> again.of(tables, ctx, form, refused, List.of())),
                        "queue", around.queue(ctx)));
    }

    private static Optional<String> whatIsWrong(Form form, Verb verb, int picked) {
        if (picked == 0 || picked > MOST) {
            return Optional.of("Choose between 1 and " + MOST + " contributions.");
        }
        if (form.command().isEmpty()) {
            return Optional.of("Choose what is to be done to them.");
        }
        if (verb.asksForName()) {
            return Optional.of("Rejecting is done one by one, on the page of each.");
        }
        if (verb.needsReason() && form.text().isBlank()) {
            return Optional.of("The contributors deserve a reason. Say what is to change, or why not.");
        }
        return form.isTooLong()
                ? Optional.of("The reason is longer than 2,000 characters. Shorten it, so that all of it is read.")
                : Optional.empty();
    }

    /** Nothing that was ticked or typed is lost. */
    private void askAgain(Context ctx, Form form, List<String> picked, String problem) {
        var ticked = picked.subList(0, Math.min(picked.size(), MOST_SHOWN));
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        pages.render(
                ctx,
                "several-again.jte",
                Map.of(
                        "frame", pages.frame("Nothing was done", null),
                        "problem", problem,
                        "again",
                                database.read(tables -> again.of(tables, ctx, form, ticked, around.shown(tables, ctx))),
                        "queue", around.queue(ctx)));
    }

    private Outcome one(Context ctx, Form form, String pick, Person person) {
        var picked = AskSeveralAgain.Picked.of(pick);
        if (picked == null) {
            return new Outcome(pick, "/", false, "Load the queue anew: this is none of its rows.");
        }
        var id = picked.id();
        var found = database.read(tables -> tables.contributions().find(id));
        if (found.isEmpty()) {
            return new Outcome(id.toString(), "/", false, "It is not listed.");
        }
        var it = found.get();
        var seen = new Form(form.command(), form.argument(), form.text(), "", picked.head(), form.seenUntil());
        return answer(ctx, it, seen, person);
    }

    private Outcome answer(Context ctx, Contribution it, Form seen, Person person) {
        var page = around.page(it, ctx);
        try {
            var answer = commands.submit(DecideRoutes.command(seen, it, person), seen.from(DecideRoutes.UNDO));
            var reply = DecideRoutes.plain(answer.reply());
            var outcome = new Outcome(around.name(it), page, answer.isDone(), reply.isEmpty() ? "Done." : reply);
            return answer.isDone()
                    ? outcome.undoneAt(database.read(tables -> results.undo(tables, it.id(), ctx)))
                    : outcome;
        } catch (StaleVersion e) {
            return new Outcome(
                    around.name(it), page, false, "It changes faster than this could be written. Try again.");
        }
    }
}

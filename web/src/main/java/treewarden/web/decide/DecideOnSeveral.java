package treewarden.web.decide;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.bot.command.Commands;
import treewarden.domain.Contribution;
import treewarden.domain.Person;
import treewarden.store.Database;
import treewarden.store.StaleVersion;
import treewarden.store.StoreUnavailable;
import treewarden.store.Tables;
import treewarden.web.Pages;
import treewarden.web.session.Visitor;
import treewarden.web.view.Several;
import treewarden.web.view.Several.Outcome;

/** One command to several contributions, each as its sender saw it: those that were chosen, and no others. */
final class DecideOnSeveral {
    private static final Logger LOG = LoggerFactory.getLogger(DecideOnSeveral.class);

    static final String PICK = "pick";

    /** More than these nobody has read. */
    private static final int MOST = 50;

    /** More than these no page of the queue has. */
    private static final int MOST_SHOWN = 300;

    private static final String UNWRITTEN =
            "The database took no more writes, so nothing was done here. Choose it again in a moment.";

    private final Pages pages;
    private final Database database;
    private final Commands commands;
    private final Surroundings around;
    private final SayResult results;
    private final AskSeveralAgain again;
    private final TellOvertaken overtaken;

    DecideOnSeveral(Pages pages, Database database, Commands commands, Surroundings around) {
        this.pages = pages;
        this.database = database;
        this.commands = commands;
        this.around = around;
        this.results = new SayResult(around);
        this.again = new AskSeveralAgain(around, commands.offer());
        this.overtaken = new TellOvertaken(around);
    }

    void handle(Context ctx) {
        var form = Form.of(ctx);
        var person = Visitor.sender(ctx);
        var picked = ctx.formParams(PICK).stream().distinct().toList();
        var verb = form.verb();
        var wrong = whatIsWrong(form, verb, picked.size());
        if (wrong.isPresent()) {
            askAgain(ctx, form, picked, wrong.get());
            return;
        }
        var outcomes = each(ctx, form, picked, person);
        var refused = IntStream.range(0, picked.size())
                .filter(i -> !outcomes.get(i).done())
                .mapToObj(picked::get)
                .toList();
        var told = database.read(tables -> new Told(
                IntStream.range(0, picked.size())
                        .mapToObj(i -> withWhoWasFirst(tables, outcomes.get(i), picked.get(i), form, person))
                        .toList(),
                again.of(tables, ctx, form.havingSeen(tables.audit().latest()), refused, List.of())));
        pages.render(
                ctx,
                "several.jte",
                Map.of(
                        "frame", pages.frame(verb.words() + ": what came of it", null),
                        "words", verb.words(),
                        "outcomes", told.outcomes(),
                        "unsent", form.unsent(),
                        "again", told.again(),
                        "queue", around.queue(ctx)));
    }

    /** Read at one moment: who sends the form once more has seen what is told, and nothing after it. */
    private record Told(List<Outcome> outcomes, Several.Again again) {}

    private Outcome withWhoWasFirst(Tables tables, Outcome outcome, String pick, Form form, Person person) {
        var picked = AskSeveralAgain.Picked.of(pick);
        return outcome.done() || picked == null
                ? outcome
                : outcome.overtakenBy(overtaken.of(tables, picked.id(), form, person));
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

    /** Once the store takes no more writes, the rest is not tried: each would wait as long for the same answer. */
    private List<Outcome> each(Context ctx, Form form, List<String> picked, Person person) {
        var rows = database.read(
                tables -> picked.stream().map(pick -> row(tables, pick)).toList());
        var outcomes = new ArrayList<Outcome>();
        try {
            for (var row : rows) {
                outcomes.add(one(ctx, form, row, person));
            }
        } catch (StoreUnavailable e) {
            if (outcomes.stream().noneMatch(Outcome::done)) {
                throw e; // nothing was done, so all of it can be kept and sent again
            }
            LOG.warn("After {} of {} the store became unavailable", outcomes.size(), rows.size(), e);
            rows.subList(outcomes.size(), rows.size()).forEach(row -> outcomes.add(refused(ctx, row, UNWRITTEN)));
        }
        return List.copyOf(outcomes);
    }

    /**
     * What was chosen.
     *
     * @param contribution null where it is none that is listed
     * @param picked null where no page of ours made this
     */
    private record Row(String name, @Nullable Contribution contribution, AskSeveralAgain.@Nullable Picked picked) {}

    private static Row row(Tables tables, String pick) {
        var picked = AskSeveralAgain.Picked.of(pick);
        return picked == null
                ? new Row(pick, null, null)
                : new Row(
                        picked.id().toString(),
                        tables.contributions().find(picked.id()).orElse(null),
                        picked);
    }

    private Outcome one(Context ctx, Form form, Row row, Person person) {
        var picked = row.picked();
        if (picked == null) {
            return refused(ctx, row, "Load the queue anew: this is none of its rows.");
        }
        var it = row.contribution();
        return it == null
                ? refused(ctx, row, "It is not listed.")
                : answer(
                        ctx,
                        it,
                        new Form(
                                form.command(),
                                form.argument(),
                                form.text(),
                                "",
                                null,
                                picked.head(),
                                form.seenUntil()),
                        person);
    }

    private Outcome refused(Context ctx, Row row, String why) {
        var it = row.contribution();
        return it == null
                ? new Outcome(row.name(), "/", false, why)
                : new Outcome(around.name(it), around.page(it, ctx), false, why);
    }

    /** It is done, whether the store can say by now how to undo it or not. */
    private Outcome undoable(Outcome done, Contribution it, Context ctx) {
        try {
            return done.undoneAt(database.read(tables -> results.undo(tables, it.id(), ctx)));
        } catch (StoreUnavailable e) {
            LOG.warn("How to undo it could not be read", e);
            return done;
        }
    }

    private Outcome answer(Context ctx, Contribution it, Form seen, Person person) {
        var page = around.page(it, ctx);
        try {
            var answer = commands.submit(DecideRoutes.command(seen, it, person), seen.from(DecideRoutes.UNDO));
            var reply = answer.plainReply();
            var outcome = new Outcome(around.name(it), page, answer.isDone(), reply.isEmpty() ? "Done." : reply);
            return answer.isDone() ? undoable(outcome, it, ctx) : outcome;
        } catch (StaleVersion e) {
            return new Outcome(around.name(it), page, false, DecideRoutes.TOO_FAST);
        }
    }
}

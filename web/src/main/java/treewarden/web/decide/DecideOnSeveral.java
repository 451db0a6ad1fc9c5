package treewarden.web.decide;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.bot.command.Commands;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Person;
import treewarden.store.Database;
import treewarden.store.StaleVersion;
import treewarden.store.StoreUnavailable;
import treewarden.store.Tables;
import treewarden.web.Pages;
import treewarden.web.session.Visitor;
import treewarden.web.view.Several.Outcome;

/** One command to several contributions, each as its sender saw it: those that were chosen, and no others. */
final class DecideOnSeveral {
    private static final Logger LOG = LoggerFactory.getLogger(DecideOnSeveral.class);

    static final String PICK = "pick";

    /** More than these nobody has read. */
    private static final int MOST = 50;

    private static final String UNWRITTEN =
            "The database took no more writes, so nothing was done here. Choose it again in the queue in a moment.";

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
        var outcomes = each(ctx, form, picked, person);
        pages.render(
                ctx,
                "several.jte",
                Map.of(
                        "frame", pages.frame(verb.words() + ": what came of it", null),
                        "words", verb.words(),
                        "outcomes", outcomes,
                        "queue", around.queue(ctx)));
    }

    /** Once the store takes no more writes, the rest is not tried: each would wait as long for the same answer. */
    private List<Outcome> each(Context ctx, Form form, List<String> picked, Person person) {
        var rows = database.read(tables -> rows(tables, picked));
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
            var typed = form.text().isEmpty() ? "" : " You had written: " + form.text();
            for (var row : rows.subList(outcomes.size(), rows.size())) {
                outcomes.add(refused(ctx, row, UNWRITTEN + typed));
                typed = "";
            }
        }
        return List.copyOf(outcomes);
    }

    /**
     * What was chosen.
     *
     * @param contribution null where it is none that is listed
     * @param head that was shown; null where no page of ours made this
     */
    private record Row(
            String name, @Nullable Contribution contribution, @Nullable CommitId head) {}

    private static List<Row> rows(Tables tables, List<String> picked) {
        return picked.stream().map(pick -> row(tables, pick)).toList();
    }

    private static Row row(Tables tables, String pick) {
        var picked = PICKED.matcher(pick);
        if (!picked.matches()) {
            return new Row(pick, null, null);
        }
        var id = new ContributionId(Long.parseLong(picked.group(1)), Integer.parseInt(picked.group(2)));
        return new Row(
                id.toString(), tables.contributions().find(id).orElse(null), new CommitId(picked.group(3)));
    }

    private Outcome one(Context ctx, Form form, Row row, Person person) {
        var head = row.head();
        if (head == null) {
            return refused(ctx, row, "Load the queue anew: this is none of its rows.");
        }
        var it = row.contribution();
        return it == null
                ? refused(ctx, row, "It is not listed.")
                : answer(
                        ctx,
                        it,
                        new Form(form.command(), form.argument(), form.text(), "", head, form.seenUntil()),
                        person);
    }

    private Outcome refused(Context ctx, Row row, String why) {
        var it = row.contribution();
        return it == null
                ? new Outcome(row.name(), "/", false, why)
                : new Outcome(around.name(it), around.page(it, ctx), false, why);
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

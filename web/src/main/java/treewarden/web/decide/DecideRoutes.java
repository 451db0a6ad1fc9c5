package treewarden.web.decide;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.bot.command.Command;
import treewarden.bot.command.CommandAnswer;
import treewarden.bot.command.Commands;
import treewarden.domain.Contribution;
import treewarden.domain.Person;
import treewarden.store.Database;
import treewarden.store.StaleVersion;
import treewarden.web.Pages;
import treewarden.web.session.Visitor;

/**
 * What a button sends: one command, with what its sender had seen. The answer is the next item; where nothing was done, a
 * page that says why and keeps what was typed.
 */
public final class DecideRoutes {
    private static final String NOT_LISTED = "This contribution is not listed";
    private static final String MISTYPED = "The address may be mistyped.";

    static final String TOO_FAST = "It changes faster than this could be written. Try again.";

    /** How long a decision can be taken back, before the code host is told. */
    public static final Duration UNDO = Duration.ofSeconds(10);

    /** Whose it is, the command asks the code host. */
    private static final Pattern LOGIN = Pattern.compile("\\S{1,100}");

    private static final String CONTRIBUTION = "/contributions/{owner}/{name}/{number}";

    private final Pages pages;
    private final Database database;
    private final Commands commands;
    private final Surroundings around;
    private final ExplainRefusal refusal;
    private final TellOvertaken overtaken;

    public DecideRoutes(Pages pages, Database database, Commands commands, Surroundings around) {
        this.pages = pages;
        this.database = database;
        this.commands = commands;
        this.around = around;
        this.refusal = new ExplainRefusal(pages, around, commands.offer());
        this.overtaken = new TellOvertaken(around);
    }

    public void routes(JavalinConfig config) {
        config.routes.post(CONTRIBUTION + "/commands", pages.guarded(this::command));
        config.routes.post(CONTRIBUTION + "/undo", pages.guarded(this::undo));
        config.routes.post("/commands", pages.guarded(new DecideOnSeveral(pages, database, commands, around)::handle));
    }

    /** Where a command about the contribution of this page is sent; the view stays in the address. */
    static String commands(String page) {
        return page.replaceFirst("(\\?|$)", "/commands$1");
    }

    static String undo(String page) {
        return page.replaceFirst("(\\?|$)", "/undo$1");
    }

    private void command(Context ctx) {
        var form = Form.of(ctx);
        var found = database.read(tables -> around.find(tables, ctx));
        if (found.isEmpty()) {
            refusal.of(ctx, form, HttpStatus.NOT_FOUND, NOT_LISTED, MISTYPED);
            return;
        }
        decide(ctx, form, found.get(), Visitor.sender(ctx));
    }

    private void decide(Context ctx, Form form, Contribution it, Person person) {
        var wrong = whatIsWrong(form, it);
        if (wrong.isPresent()) {
            refuse(ctx, form, it, HttpStatus.UNPROCESSABLE_CONTENT, wrong.get());
            return;
        }
        var next = database.read(
                tables -> around.next(tables, it, ctx, Visitor.of(ctx).role()));
        CommandAnswer answer;
        try {
            answer = commands.submit(command(form, it, person), form.from(UNDO));
        } catch (StaleVersion e) {
            refuse(ctx, form, it, HttpStatus.CONFLICT, TOO_FAST);
            return;
        }
        if (answer.isDone()) {
            ctx.redirect(SayResult.after(whereTo(ctx, form, it, next), it.id()), HttpStatus.SEE_OTHER);
            return;
        }
        refuse(ctx, form, it, HttpStatus.UNPROCESSABLE_CONTENT, answer.plainReply());
    }

    private String whereTo(Context ctx, Form form, Contribution it, Optional<Contribution> next) {
        if (form.verb().after() == Verb.After.SAME) {
            return around.page(it, ctx);
        }
        return next.map(other -> around.page(other, ctx)).orElseGet(() -> around.queue(ctx));
    }

    static Command command(Form form, Contribution it, Person person) {
        return new Command(form.command(), form.arguments(), it.id(), person, form.head(), null);
    }

    /** What is wrong with the form itself. */
    private Optional<String> whatIsWrong(Form form, Contribution it) {
        if (!form.isWhole()) {
            return Optional.of("The form is not whole, or of another version of this page. Load the page anew.");
        }
        if (form.isTooLong()) {
            return Optional.of(
                    "The text is longer than 2,000 characters. Shorten it, so that the contributor reads all of it.");
        }
        var verb = form.verb();
        if (verb.needsReason() && form.text().isBlank()) {
            return Optional.of("The contributor deserves a reason. Say what is to change, or why not.");
        }
        if (!form.unsent().isEmpty()) {
            return Optional.of(verb.words()
                    + " sends no words, so nothing was done yet. Keep yours or send them as a comment, then press the"
                    + " button again.");
        }
        var login = form.login();
        if (login != null && !LOGIN.matcher(login).matches()) {
            return Optional.of("Nobody was assigned. Type one login, as the code host writes it.");
        }
        var number = "#" + it.id().number();
        if (verb.asksForName()
                && !form.name().equals(around.name(it))
                && !form.name().equals(number)) {
            return Optional.of("So that it is not done by mistake, type the name of the contribution: "
                    + around.name(it) + ", or " + number + ".");
        }
        return Optional.empty();
    }

    /** With what somebody else decided meanwhile, where that is the reason. */
    private void refuse(Context ctx, Form form, Contribution seen, HttpStatus status, String advice) {
        database.read(tables -> {
            var now = tables.contributions().find(seen.id()).orElse(seen);
            var first = overtaken.of(tables, seen.id(), form, Visitor.sender(ctx));
            refusal.of(
                    ctx,
                    new ExplainRefusal.Refusal(
                            form, now, status, advice, first, tables.audit().latest()));
            return now;
        });
    }

    private void undo(Context ctx) {
        var found = database.read(tables -> around.find(tables, ctx));
        if (found.isEmpty()) {
            pages.problem(ctx, 404, NOT_LISTED, MISTYPED);
            return;
        }
        var answer = commands.takeBack(found.get().id(), Visitor.sender(ctx));
        if (answer.isDone()) {
            ctx.redirect(
                    SayResult.after(around.page(found.get(), ctx), found.get().id()), HttpStatus.SEE_OTHER);
        } else {
            pages.problem(ctx, 409, "This cannot be taken back any more", answer.plainReply());
        }
    }
}

package treewarden.web.runs;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.Command;
import treewarden.bot.command.CommandAnswer;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.Person;
import treewarden.store.AuditEvent;
import treewarden.store.Database;
import treewarden.store.Job;
import treewarden.store.JobId;
import treewarden.store.Transaction;
import treewarden.web.session.PageRole;

/**
 * Tries jobs again and cancels them.
 *
 * <p>A sample or a precheck is part of a decision about a contribution: people end and repeat it by the commands {@code
 * cancel} and {@code retry}, which move the contribution along. Any other job is moved in the queue itself.
 */
public final class ActOnJobs {
    private final Database database;
    private final @Nullable Function<Command, CommandAnswer> commands;

    /** @param commands carries a command out, asking the code host whether the person may; null where nobody decides */
    public ActOnJobs(Database database, @Nullable Function<Command, CommandAnswer> commands) {
        this.database = database;
        this.commands = commands;
    }

    /** What people do to jobs. */
    public enum Action {
        RETRY("retry", "tried again"),
        CANCEL("cancel", "cancelled");

        private final String word;
        private final String done;

        Action(String word, String done) {
            this.word = word;
            this.done = done;
        }

        /** The command, the end of the address and, with {@code -job}, the word of the audit. */
        public String word() {
            return word;
        }

        /** What it came to, as in {@code it was cancelled}. */
        String done() {
            return done;
        }

        /** Who at least may do it to such a job: what people get is decided by maintainers, and so is that it stays. */
        PageRole least(Job job) {
            return this == CANCEL && job.payload() instanceof RollBackRelease ? PageRole.MAINTAINER : PageRole.TRIAGER;
        }
    }

    /**
     * Who acts.
     *
     * @param name as the audit keeps it
     * @param person on the code host; null for the holder of a token of the API
     * @param origin from where, as the audit keeps it
     */
    public record Actor(String name, @Nullable Person person, String origin) {
        /** Somebody who is signed in to the pages. */
        public static Actor of(Person person) {
            return new Actor(person.login() + " (" + person.id() + ")", person, "page");
        }

        /** The holder of a token. */
        public static Actor ofToken(String token) {
            return new Actor("token " + token, null, "api");
        }
    }

    /**
     * Does it.
     *
     * @return why it was not done, in sentences; empty where it was
     */
    public Optional<String> act(Action action, JobId id, Actor actor) {
        var found = database.read(tables -> tables.jobs().find(id));
        if (found.isEmpty()) {
            return Optional.of("There is no job " + id + " any more: jobs are forgotten 30 days after they ended.");
        }
        return isTrial(found.get()) ? byCommand(action, found.get(), actor) : inTheQueue(action, found.get(), actor);
    }

    private Optional<String> byCommand(Action action, Job job, Actor actor) {
        Optional<String> refusal = database.read(tables -> new RefuseAction(tables).of(action, job));
        if (refusal.isPresent()) {
            return refusal;
        }
        var contribution = JobSubject.of(job.payload()).orElseThrow();
        if (commands == null) {
            return Optional.of("Nobody can decide on these pages, and a sample belongs to a decision.");
        }
        if (actor.person() == null) {
            return Optional.of(
                    "A sample and a precheck belong to the decision about a contribution, which a person takes: "
                            + "on the contribution's page, or by the comment /" + action.word() + ".");
        }
        var answer = commands.apply(new Command(action.word(), "", contribution, actor.person()));
        return answer.isDone() ? Optional.empty() : Optional.of(answer.plainReply());
    }

    private Optional<String> inTheQueue(Action action, Job found, Actor actor) {
        if (actor.person() == null
                && action.least(found) == PageRole.MAINTAINER
                && found.payload() instanceof RollBackRelease rollBack) {
            return Optional.of("Job " + found.id()
                    + " changes what people get. A maintainer calls it off, on the page of " + rollBack.to() + ".");
        }
        return database.<Optional<String>>write(transaction -> {
            // It may have moved on since it was found, and its release too.
            var job = transaction.jobs().find(found.id()).orElse(found);
            var refusal = new RefuseAction(transaction).of(action, job);
            if (refusal.isEmpty() && !move(transaction, action, job)) {
                return Optional.of("Job " + job.id() + " moved on meanwhile; look again.");
            }
            if (refusal.isEmpty()) {
                transaction.actingFrom(actor.origin());
                transaction.audit(new AuditEvent(
                        actor.name(),
                        action.word() + "-job",
                        JobSubject.of(job.payload()).orElse(null),
                        null,
                        null,
                        null,
                        "job " + job.id() + " (" + job.kind().slug() + ") " + action.done));
            }
            return refusal;
        });
    }

    private static boolean move(Transaction transaction, Action action, Job job) {
        return action == Action.RETRY ? transaction.retry(job.id()) : transaction.requestCancel(job.id());
    }

    static boolean isTrial(Job job) {
        return job.kind() == JobKind.RUN_SAMPLE || job.kind() == JobKind.RUN_PRECHECK;
    }
}

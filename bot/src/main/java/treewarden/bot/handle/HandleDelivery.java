package treewarden.bot.handle;

import java.util.Optional;
import treewarden.bot.ForgeTrouble;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.Printable;
import treewarden.domain.Repository;
import treewarden.forge.Event;
import treewarden.forge.EventParser;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.MalformedEvent;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.StoredDelivery;

/** Reads a stored delivery and writes down what it calls for, with a line that says what came of it. */
public final class HandleDelivery implements JobHandler<JobPayload.HandleDelivery> {
    private final Database database;
    private final Forge forge;
    private final Handlers handlers;
    private final EventParser parser = new EventParser();

    public HandleDelivery(Database database, Forge forge, Handlers handlers) {
        this.database = database;
        this.forge = forge;
        this.handlers = handlers;
    }

    @Override
    public JobKind kind() {
        return JobKind.HANDLE_DELIVERY;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.HandleDelivery payload) {
        var delivery = database.read(tables -> tables.deliveries().find(payload.delivery()));
        var body = delivery.map(StoredDelivery::body);
        if (delivery.isEmpty() || body.isEmpty()) {
            return new JobResult.GaveUp("the body of delivery " + payload.delivery()
                    + " is not kept any more; redeliver it in the settings of the GitHub App");
        }
        try {
            var event = parser.parse(delivery.get().event(), body.get());
            return handled(payload.delivery(), event);
        } catch (MalformedEvent e) {
            context.write(transaction ->
                    transaction.deliveries().handled(payload.delivery(), "cannot be read: " + e.getMessage()));
            return new JobResult.GaveUp("the delivery cannot be read: " + e.getMessage());
        } catch (ForgeException e) {
            return ForgeTrouble.result(e, context);
        }
    }

    private JobResult handled(String delivery, Event event) {
        var repository = repository(event);
        if (repository.isPresent() && !forge.serves(repository.get())) {
            return ignored(
                    delivery,
                    repository.get(),
                    "ignored: " + Printable.plain(repository.get().fullName()) + " is not in the list of repositories");
        }
        if (event instanceof Event.Ignored ignored) {
            return done(delivery, "ignored: " + ignored.why());
        }
        if (event instanceof Event.CommentCreated comment
                && database.read(tables -> tables.answeredComments().has(comment.comment()))) {
            return done(delivery, "nothing to do: the comment was answered before");
        }
        var followup = handlers.to(event);
        return new JobResult.Done(
                transaction -> {
                    repository.ifPresent(transaction.repositories()::remember);
                    Handlers.write(event, followup, transaction);
                    transaction.deliveries().handled(delivery, words(followup));
                },
                words(followup));
    }

    private static JobResult done(String delivery, String outcome) {
        return new JobResult.Done(transaction -> transaction.deliveries().handled(delivery, outcome), outcome);
    }

    /** A repository that we knew is remembered under its new name even so: by that it is not in the list any more. */
    private static JobResult ignored(String delivery, Repository repository, String outcome) {
        return new JobResult.Done(
                transaction -> {
                    if (transaction.repositories().find(repository.id()).isPresent()) {
                        transaction.repositories().remember(repository);
                    }
                    transaction.deliveries().handled(delivery, outcome);
                },
                outcome);
    }

    private static String words(Followup followup) {
        return followup.isNothing() ? "nothing to do" : "handled";
    }

    /** The repository that the event is about, as it is called now. */
    private static Optional<Repository> repository(Event event) {
        if (event instanceof Event.PullRequestChanged change) {
            return Optional.of(change.repository());
        }
        if (event instanceof Event.CommentCreated comment) {
            return Optional.of(comment.repository());
        }
        if (event instanceof Event.CheckRerequested asked) {
            return Optional.of(asked.repository());
        }
        if (event instanceof Event.PushedToBranch push) {
            return Optional.of(push.repository());
        }
        if (event instanceof Event.MergeGroupFormed group) {
            return Optional.of(group.repository());
        }
        return event instanceof Event.RepositoryChanged change ? Optional.of(change.repository()) : Optional.empty();
    }
}

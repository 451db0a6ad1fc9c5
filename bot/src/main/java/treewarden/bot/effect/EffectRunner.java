package treewarden.bot.effect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.bot.ForgeTrouble;
import treewarden.bot.Repositories;
import treewarden.bot.approval.RecheckApproval;
import treewarden.bot.check.ShowContribution;
import treewarden.domain.Effect;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.LostLease;
import treewarden.store.RepositoryState;
import treewarden.store.StaleVersion;
import treewarden.store.StoreUnavailable;
import treewarden.store.Transaction;
import treewarden.store.WaitingEffect;
import treewarden.store.When;

/**
 * Brings the waiting effects of an installation to the code host: in order, one at a time, spaced as configured. There is
 * one such job for an installation, so its writes are serial by construction.
 *
 * <p>Where the code host asks for patience, does not answer or does not accept who we are, the whole installation waits.
 * An effect that stays in trouble by itself waits alone, one that cannot be carried out is refused with a reason for the
 * operator, and the others go on.
 */
public final class EffectRunner implements JobHandler<JobPayload.DeliverEffects> {
    private static final Logger log = LoggerFactory.getLogger(EffectRunner.class);

    /** Right after an event GitHub may not show yet what it is about: asked three times in all. */
    private static final int TRIES_OF_MISSING = 3;

    private static final Duration WAIT_FOR_MISSING = Duration.ofSeconds(10);

    /** With the waits between them, an outage of half a day. */
    private static final int TRIES_OF_TRANSIENT = 150;

    /** After so many it is the effect that is in trouble, not the code host, and the others go on. */
    private static final int TRIES_FOR_WHICH_ALL_WAIT = 4;

    /** An error of our own that another attempt may not meet. */
    private static final int TRIES_OF_OUR_ERROR = 5;

    /** Four seconds at first, twice as long each time, as Prow's tide does; with five minutes at most that is 18 minutes. */
    private static final int TRIES_OF_MERGE = 10;

    private static final int FIRST_PAUSE_OF_MERGE = 2;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Database database;
    private final Forge forge;
    private final Repositories repositories;
    private final RecheckApproval recheckApproval;
    private final ShowContribution shown;
    private final Underway underway = new Underway();

    public EffectRunner(
            Database database,
            Forge forge,
            Repositories repositories,
            RecheckApproval recheckApproval,
            ShowContribution shown) {
        this.recheckApproval = recheckApproval;
        this.shown = shown;
        this.database = database;
        this.forge = forge;
        this.repositories = repositories;
    }

    @Override
    public JobKind kind() {
        return JobKind.DELIVER_EFFECTS;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.DeliverEffects payload) {
        var spacing = forge.writeSpacing();
        for (int written = 0; ; ) {
            var waiting = database.read(tables -> tables.outbox().waiting(payload.installation(), 1));
            if (waiting.isEmpty()) {
                return done(payload, written);
            }
            Step step;
            try {
                step = step(context, waiting.get(0));
            } catch (ForgeException.Forbidden e) {
                return ForgeTrouble.result(e, context);
            } catch (ForgeException.RateLimited e) {
                return new JobResult.Again(e.notBefore(), message(e));
            } catch (ForgeException.Transient e) {
                int attempts = waiting.get(0).attempts();
                var next = later(
                        context, waiting.get(0), new Patience(TRIES_OF_TRANSIENT, pauseAfter(attempts)), message(e));
                if (attempts < TRIES_FOR_WHICH_ALL_WAIT) {
                    return new JobResult.Again(next, message(e));
                }
                continue;
            }
            written += step == Step.FOUND_DONE ? 0 : 1;
            if (step != Step.FOUND_DONE && !spacing.isZero()) {
                return new JobResult.Again(context.clock().instant().plus(spacing), "writes are spaced");
            }
        }
    }

    /** Nothing is due. What was put off has a job of its own, which the next effect that is wanted calls earlier. */
    private JobResult done(JobPayload.DeliverEffects payload, int written) {
        var result = written + (written == 1 ? " write" : " writes");
        return database.read(tables -> tables.outbox().nextDue(payload.installation()))
                .<JobResult>map(next -> new JobResult.Done(
                        transaction -> transaction.enqueue(payload, When.at(next)), result + ", others wait"))
                .orElseGet(() -> JobResult.done(result));
    }

    /** One step of one effect; an effect that cannot be carried out is refused, and that is a step too. */
    private Step step(JobContext context, WaitingEffect waiting) {
        var repository = repositories.find(waiting.effect().contribution().repository());
        if (repository.isEmpty()) {
            return park(context, waiting, "the repository is not tended at present");
        }
        var memory = new Memory();
        try {
            var in = new FencedForge(forge.in(repository.get()), fence(context, waiting));
            var step = step(waiting.effect(), new EffectContext(in, forge.self(), memory, underway));
            context.write(transaction -> {
                memory.made.forEach(transaction.forgeIds()::remember);
                memory.afterwards.forEach(write -> write.accept(transaction));
                if (step != Step.WROTE_AND_GOES_ON) {
                    transaction.outbox().delivered(waiting.id());
                }
            });
            return step;
        } catch (ForgeException.RateLimited | ForgeException.Transient e) {
            throw e;
        } catch (WriteMerge.NotMerged e) {
            mergeLater(context, waiting, e);
        } catch (ForgeException.Missing e) {
            later(context, waiting, new Patience(TRIES_OF_MISSING, WAIT_FOR_MISSING), message(e));
        } catch (ForgeException e) {
            if (ForgeTrouble.isOfAll(e)) {
                throw e;
            }
            if (ForgeTrouble.isOfItsOwner(e)) {
                return leaveAlone(context, waiting, (ForgeException.Forbidden) e);
            }
            return refuse(context, waiting, message(e));
        } catch (LostLease | StaleVersion | StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("{} met an error of our own", waiting.effect().target(), e);
            later(context, waiting, new Patience(TRIES_OF_OUR_ERROR, pauseAfter(waiting.attempts())), e.toString());
        }
        return Step.FOUND_DONE;
    }

    private Step step(Effect effect, EffectContext context) {
        if (effect instanceof Effect.ShowCheck check) {
            return WriteCheckRun.step(check, context);
        }
        if (effect instanceof Effect.ShowComment comment) {
            return WriteComment.step(comment, context);
        }
        if (effect instanceof Effect.ShowLabels labels) {
            return WriteLabels.step(labels, context);
        }
        if (effect instanceof Effect.ShowAssignee assignee) {
            return WriteAssignee.step(assignee, context);
        }
        if (effect instanceof Effect.SubmitReview review) {
            return WriteReview.submit(review, context, recheckApproval);
        }
        if (effect instanceof Effect.DismissReview review) {
            return WriteReview.dismiss(review, context);
        }
        if (effect instanceof Effect.Merge merge) {
            return WriteMerge.step(merge, context, recheckApproval, shown);
        }
        if (effect instanceof Effect.Reply reply) {
            return WriteReply.step(reply, context);
        }
        if (effect instanceof Effect.Nudge nudge) {
            return WriteNudge.step(nudge, context);
        }
        if (effect instanceof Effect.Close close) {
            return ClosePullRequest.step(close, context);
        }
        if (effect instanceof Effect.ShowDigest digest) {
            return WriteDigest.step(digest, context);
        }
        if (effect instanceof Effect.ShowRelease release) {
            return WriteRelease.step(release, context);
        }
        if (effect instanceof Effect.Suggest suggestions) {
            return WriteSuggestions.step(suggestions, context);
        }
        return WriteReaction.step((Effect.React) effect, context);
    }

    /** How often an effect is tried, and how long it waits in between. */
    private record Patience(int tries, Duration pause) {}

    /** When the effect is tried again; refused after the last of its tries. */
    private Instant later(JobContext context, WaitingEffect waiting, Patience patience, String trouble) {
        var now = context.clock().instant();
        if (waiting.attempts() + 1 >= patience.tries()) {
            refuse(context, waiting, trouble + " That was attempt " + patience.tries() + ", the last.");
            return now;
        }
        var next = now.plus(patience.pause());
        context.write(transaction -> transaction.outbox().putOff(waiting.id(), next, trouble));
        return next;
    }

    /** A check of somebody else's may be on its way, or the base was just pushed to: tried again, for some 20 minutes. */
    private void mergeLater(JobContext context, WaitingEffect waiting, WriteMerge.NotMerged refused) {
        var why = String.valueOf(refused.getMessage());
        if (waiting.attempts() + 1 < TRIES_OF_MERGE) {
            var pause = pauseAfter(waiting.attempts() + FIRST_PAUSE_OF_MERGE);
            later(context, waiting, new Patience(TRIES_OF_MERGE, pause), why);
            return;
        }
        context.write(transaction -> {
            transaction.outbox().refused(waiting.id(), why);
            refused.givenUp().accept(transaction);
        });
    }

    /**
     * What is checked before each write: that the job is still ours; and that it is written down, durably, that a write may
     * have been sent. Only an effect of which this is not written can be shown without looking first.
     */
    private static Runnable fence(JobContext context, WaitingEffect waiting) {
        var isNoted = new AtomicBoolean(waiting.tried());
        return () -> {
            if (isNoted.compareAndSet(false, true)) {
                context.write(transaction -> transaction.outbox().tried(waiting.id()));
            } else {
                context.fence();
            }
        };
    }

    /** The owner took the repository away from us for a while: nobody asks again until it is given back. */
    private static Step leaveAlone(JobContext context, WaitingEffect waiting, ForgeException.Forbidden trouble) {
        log.warn("Work waits until its owner lets us go on: {}", message(trouble));
        context.write(transaction -> {
            if (trouble.why() == ForgeException.Forbidden.Why.SUSPENDED) {
                transaction.repositories().setAll(waiting.installation(), RepositoryState.SUSPENDED);
            } else {
                transaction.repositories().set(waiting.effect().contribution().repository(), RepositoryState.ARCHIVED);
            }
            transaction.outbox().park(waiting.id(), message(trouble));
        });
        return Step.FOUND_DONE;
    }

    private static Step park(JobContext context, WaitingEffect waiting, String why) {
        context.write(transaction -> transaction.outbox().park(waiting.id(), why));
        return Step.FOUND_DONE;
    }

    /** The reason stays with the effect, where the operator looks. */
    private static Step refuse(JobContext context, WaitingEffect waiting, String why) {
        log.error("{} is not shown on the code host: {}", waiting.effect().target(), why);
        context.write(transaction -> transaction.outbox().refused(waiting.id(), why));
        return Step.FOUND_DONE;
    }

    private static String message(ForgeException trouble) {
        return String.valueOf(trouble.getMessage());
    }

    /** One second, and twice as long each time, up to the longest. */
    private static Duration pauseAfter(int attempts) {
        var doubled = Duration.ofSeconds(1L << Math.min(attempts, 20));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /** What one effect knows and learns; it is written together with the effect's end. */
    private final class Memory implements Remembered {
        private final Map<String, Long> made = new HashMap<>();
        private final List<Consumer<Transaction>> afterwards = new ArrayList<>();

        @Override
        public OptionalLong id(String target) {
            return database.read(tables -> tables.forgeIds().find(target)).stream()
                    .mapToLong(Long::longValue)
                    .findFirst();
        }

        @Override
        public boolean isNew(String target) {
            return database.read(tables ->
                    !tables.forgeIds().wasMade(target) && !tables.outbox().wasTried(target));
        }

        @Override
        public void remember(String target, long id) {
            made.put(target, id);
        }

        @Override
        public void afterwards(Consumer<Transaction> write) {
            afterwards.add(write);
        }
    }
}

package treewarden.store;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;

/** Runs one job that was started, and writes how it ended. */
final class JobExecution {
    private static final Logger LOG = LoggerFactory.getLogger(JobExecution.class);

    private final Database database;
    private final RunnerConfig config;
    private final Map<JobKind, JobHandler<?>> handlers = new EnumMap<>(JobKind.class);
    private volatile boolean stopping;

    JobExecution(Database database, RunnerConfig config, List<JobHandler<?>> handlers) {
        this.database = database;
        this.config = config;
        for (var handler : handlers) {
            if (this.handlers.put(handler.kind(), handler) != null) {
                throw new IllegalArgumentException("two handlers for jobs of kind " + handler.kind());
            }
        }
    }

    Set<JobKind> kinds() {
        return handlers.keySet();
    }

    /** From now on a run that fails was interrupted: it is given back and not counted. */
    void stopping() {
        stopping = true;
    }

    /** Runs the job to an end, which is written; what went wrong, if anything did. An {@link Error} is counted and passed on. */
    Optional<String> run(Claim claim) {
        try {
            return end(claim, handle(claim));
        } catch (StaleVersion e) {
            // Somebody decided meanwhile: what the job found out is outdated, and it finds out anew at once.
            LOG.info("{} starts over: {}", named(claim), e.getMessage());
            failedAttempt(claim, reason(e), Duration.ZERO);
            return Optional.empty();
        } catch (LostLease e) {
            LOG.warn("{} was taken over: {}", named(claim), e.getMessage());
            return Optional.of(reason(e));
        } catch (StoreUnavailable e) {
            // Nobody knows how it ended. Its heartbeat ends with this run, so it is taken back when the database is
            // there again.
            LOG.error("{} could not write its end", named(claim), e);
            return Optional.of(reason(e));
        } catch (Error e) {
            end(claim, new JobResult.Failed(reason(e)));
            throw e;
        }
    }

    @SuppressWarnings("unchecked") // a handler is registered under the kind of its payload
    private JobResult handle(Claim claim) {
        var handler = (JobHandler<JobPayload>) Objects.requireNonNull(
                handlers.get(claim.job().kind()),
                () -> "This process has no handler for jobs of kind "
                        + claim.job().kind());
        try {
            return handler.run(new RunningJob(database, claim), claim.job().payload());
        } catch (LostLease | StaleVersion e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} failed", named(claim), e);
            return new JobResult.Failed(reason(e));
        }
    }

    private Optional<String> end(Claim claim, JobResult result) {
        if (result instanceof JobResult.Done done) {
            return done(claim, done);
        } else if (result instanceof JobResult.Again again) {
            return again(claim, again);
        } else if (result instanceof JobResult.GaveUp gaveUp) {
            return park(claim, gaveUp.why());
        }
        var why = ((JobResult.Failed) result).why();
        return stopping
                ? giveBack(claim)
                : failedAttempt(claim, why, config.backoff(claim.job().attempts()));
    }

    private Optional<String> done(Claim claim, JobResult.Done done) {
        try {
            database.run(transaction -> {
                var endings = transaction.endings();
                endings.guard(claim);
                done.writes().accept(transaction);
                endings.end(claim.job(), JobState.DONE, done.result(), null);
                transaction.wakeRunners();
            });
            return Optional.empty();
        } catch (LostLease | StaleVersion | StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} failed to write its results", named(claim), e);
            return end(claim, new JobResult.Failed(reason(e)));
        }
    }

    private Optional<String> again(Claim claim, JobResult.Again again) {
        if (claim.job().createdAt().plus(config.patience()).isBefore(now())) {
            return park(
                    claim,
                    again.why() + " It was put off again and again for "
                            + config.patience().toHours() + " hours.");
        }
        write(claim, endings -> endings.requeue(claim, new JobEndings.Waiting(0, again.notBefore(), again.why())));
        return Optional.empty();
    }

    private Optional<String> failedAttempt(Claim claim, String why, Duration wait) {
        int attempts = claim.job().attempts();
        if (attempts >= claim.job().kind().attempts()) {
            return park(claim, why + " That was attempt " + attempts + ", the last.");
        }
        write(claim, endings -> endings.requeue(claim, new JobEndings.Waiting(attempts, now().plus(wait), why)));
        return Optional.of(why);
    }

    private Optional<String> park(Claim claim, String why) {
        LOG.error("{} is parked: {}", named(claim), why);
        write(claim, endings -> endings.end(claim.job(), JobState.FAILED, null, why));
        return Optional.of(why);
    }

    private Optional<String> giveBack(Claim claim) {
        LOG.info("{} is given back, as its worker stops", named(claim));
        var waiting = new JobEndings.Waiting(claim.job().attempts() - 1, now(), "Its worker was stopped.");
        write(claim, endings -> endings.requeue(claim, waiting));
        return Optional.empty();
    }

    private interface Ending {
        void write(JobEndings endings);
    }

    /** Writes an end other than done; where somebody wanted the job to end, that is what is written. */
    private void write(Claim claim, Ending ending) {
        database.run(transaction -> {
            var endings = transaction.endings();
            endings.guard(claim);
            if (endings.isCancelRequested(claim)) {
                endings.end(claim.job(), JobState.CANCELLED, "cancelled while it ran", null);
            } else {
                ending.write(endings);
            }
            transaction.wakeRunners();
        });
    }

    private Instant now() {
        return database.clock().instant();
    }

    private static String named(Claim claim) {
        return "Job " + claim.id() + " (" + claim.job().kind().slug() + ")";
    }

    private static String reason(Throwable failure) {
        var message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElseThrow();
    }
}

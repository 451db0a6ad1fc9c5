package treewarden.worker.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.release.Release;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.When;

/**
 * Starts a release when one is due: by the calendar, if enough was merged since the last one began that a release could hold,
 * and the series of merges seems to be over. Comes back by itself.
 */
public final class ConsiderRelease implements JobHandler<JobPayload.ConsiderRelease> {
    /** How long a quiet period is waited for. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /**
     * A time that passed while nobody was there is made up for so long: longer than the wait, so that one that ends with it
     * is not found too late because the runner is busy.
     */
    private static final Duration VALID = LONGEST_WAIT.plusHours(1);

    private final Database database;
    private final StartRelease start;
    private final WaitingContributions waiting;
    private final ReleaseCalendar calendar;

    public ConsiderRelease(
            Database database, StartRelease start, WaitingContributions waiting, ReleaseCalendar calendar) {
        this.database = database;
        this.start = start;
        this.waiting = waiting;
        this.calendar = calendar;
    }

    /** Sees to it that the next time of the calendar is looked at: when a process starts. */
    public void ensure() {
        database.run(transaction -> calendar.next(database.clock().instant())
                .ifPresent(next -> transaction.enqueue(new JobPayload.ConsiderRelease(), When.at(next))));
    }

    @Override
    public JobKind kind() {
        return JobKind.CONSIDER_RELEASE;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.ConsiderRelease payload) {
        var now = context.clock().instant();
        var meant = calendar.last(now).flatMap(calendar::onAWorkingDay);
        if (meant.filter(now::isBefore).isPresent()) {
            return putOff(payload, now, meant.get());
        }
        var due = meant.filter(last -> last.plus(VALID).isAfter(now));
        if (due.isEmpty()) {
            return later(payload, now, "not due");
        }
        if (!calendar.isWorkingDay(now)) {
            return later(payload, now, "a day off");
        }
        var merged = merged();
        if (merged.size() < calendar.leastContributions()) {
            return later(
                    payload,
                    now,
                    merged.size() + " of " + calendar.leastContributions()
                            + " contributions that a release could hold were merged since the last one began");
        }
        var quietFrom = merged.stream()
                .max(Instant::compareTo)
                .map(last -> last.plus(calendar.quiet()))
                .orElse(now);
        if (quietFrom.isAfter(now) && quietFrom.isBefore(due.get().plus(LONGEST_WAIT))) {
            return new JobResult.Done(
                    transaction -> transaction.enqueue(payload, When.at(quietFrom)),
                    "waits until nothing is merged any more");
        }
        // Before the end of the job, which says what came of it; started twice it finds the first one under way.
        var outcome = new AtomicReference<StartRelease.Outcome>();
        context.write(transaction -> outcome.set(start.start(transaction, Release.SCHEDULE)));
        return later(payload, now, words(Objects.requireNonNull(outcome.get()), merged.size()));
    }

    private static String words(StartRelease.Outcome outcome, int merged) {
        return outcome instanceof StartRelease.Outcome.Started started
                ? started.release().id() + " was started, with " + merged + " contributions"
                : "due, with " + merged + " contributions, but nothing was started: "
                        + ((StartRelease.Outcome.Not) outcome).why();
    }

    /** It fell on a day off; another time may come before that is over. */
    private JobResult putOff(JobPayload.ConsiderRelease payload, Instant now, Instant then) {
        var next = calendar.next(now).filter(then::isAfter).orElse(then);
        return new JobResult.Done(
                transaction -> transaction.enqueue(payload, When.at(next)), "a day off: it is made up for at " + then);
    }

    /**
     * When those were merged that count. What was there when the last release began and is not in it will not be in the next
     * one by itself, so it is no reason to start one.
     */
    private List<Instant> merged() {
        var repository = database.read(start::repository);
        if (repository.isEmpty()) {
            return List.of();
        }
        Instant began = database.read(start::lastBegan).orElse(Instant.MIN);
        return waiting.readySince(repository.get()).stream()
                .filter(moment -> !moment.isBefore(began))
                .toList();
    }

    private JobResult later(JobPayload.ConsiderRelease payload, Instant now, String why) {
        return new JobResult.Done(
                transaction -> calendar.next(now).ifPresent(next -> transaction.enqueue(payload, When.at(next))), why);
    }
}

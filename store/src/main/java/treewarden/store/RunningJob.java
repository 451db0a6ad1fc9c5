package treewarden.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** A job that runs in this process. Used by the threads of that job. */
final class RunningJob implements JobContext {
    private static final long PROGRESS_NANOS = Duration.ofMillis(250).toNanos();

    /** Each is another row until it is pushed out, so fewer of them are kept than are shown. */
    private static final Duration BETWEEN_KEPT = Duration.ofSeconds(1);

    private final Database database;
    private final Claim claim;
    private long lastProgress;
    private boolean progressShown;
    private Instant lastKept = Instant.EPOCH;

    RunningJob(Database database, Claim claim) {
        this.database = database;
        this.claim = claim;
    }

    @Override
    public JobId id() {
        return claim.id();
    }

    @Override
    public int attempt() {
        return claim.job().attempts();
    }

    @Override
    public synchronized void progress(int done, int of, String what) {
        long now = System.nanoTime();
        boolean isKept = isTimeToKeep(clock().instant());
        if (progressShown && !isKept && done < of && now - lastProgress < PROGRESS_NANOS) {
            return;
        }
        progressShown = true;
        lastProgress = now;
        var progress = new Progress(done, of, what);
        database.pick(transaction -> {
            transaction.endings().progress(claim, progress);
            if (isKept) {
                transaction.saidByJobs().keep(claim, progress);
            }
            transaction.jobsMove();
            return true;
        });
    }

    /** A clock that was put back does not silence the job. */
    private boolean isTimeToKeep(Instant now) {
        if (lastKept.isAfter(now) || !now.isBefore(lastKept.plus(BETWEEN_KEPT))) {
            lastKept = now;
            return true;
        }
        return false;
    }

    @Override
    public boolean cancelled() {
        return database.read(tables -> tables.jobs().find(claim.id()))
                .filter(job ->
                        job.state() == JobState.RUNNING && job.epoch() == claim.epoch() && !job.cancelRequested())
                .isEmpty();
    }

    @Override
    public void fence() {
        boolean ours = database.read(tables -> tables.jobs().find(claim.id()))
                .filter(job -> job.state() == JobState.RUNNING && job.epoch() == claim.epoch())
                .isPresent();
        if (!ours) {
            throw new LostLease(claim.id(), claim.epoch());
        }
    }

    @Override
    public void write(Consumer<Transaction> work) {
        database.run(transaction -> {
            transaction.endings().guard(claim);
            work.accept(transaction);
        });
    }

    @Override
    public Clock clock() {
        return database.clock();
    }
}

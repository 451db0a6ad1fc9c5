package treewarden.worker.train;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import treewarden.worker.train.FollowTraining.End;
import treewarden.worker.train.TrainingOutcome.Cancelled;
import treewarden.worker.train.TrainingOutcome.GaveUp;
import treewarden.worker.train.TrainingOutcome.NotNow;
import treewarden.worker.train.TrainingOutcome.Refused;
import treewarden.worker.train.TrainingOutcome.Trained;
import treewarden.worker.train.TrainingOutcome.Why;

/**
 * Trains a model: starts the trainer, or takes up one that an earlier worker started, follows it, starts it again where
 * that helps, and says what came of it. Calling it twice with the same folder and plan trains once.
 */
public final class TrainModel {
    private static final int AGAIN = 75;
    private static final int ACCELERATOR_GONE = 69;
    private static final int CANNOT_WRITE = 74;
    private static final int KILLED = 128 + 9;
    /** So often in a row it may come back with "try again" and nothing done. */
    private static final int MOST_AGAIN = 30;

    private final Launcher launcher;
    private final TrainingLimits limits;
    private final Passage passage;

    public TrainModel(Launcher launcher, TrainingLimits limits) {
        this(launcher, limits, Passage.REAL);
    }

    TrainModel(Launcher launcher, TrainingLimits limits, Passage passage) {
        this.launcher = launcher;
        this.limits = limits;
        this.passage = passage;
    }

    /**
     * Trains by the plan in the folder, which is of this plan alone.
     *
     * @throws CancellationException when the worker stops; the trainer goes on, and the next call takes it up
     */
    public TrainingOutcome run(RunFolder folder, TrainingPlan plan, TrainingWatch watch) {
        try {
            var known = RunRecord.read(folder);
            if (known.isPresent() && !known.get().plan().equals(plan.digest())) {
                return new Refused(
                        Why.BAD_PLAN,
                        "Another plan was trained in " + folder.path() + "; give each release a folder of its own.");
            }
            if (known.isEmpty() || known.get().told()) {
                var changed = CheckData.problems(plan);
                if (changed.isPresent()) {
                    return new Refused(Why.BAD_DATA, changed.get());
                }
            }
            return train(new Run(folder, plan, watch), known);
        } catch (LaunchFailed e) {
            return new NotNow(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new NotNow("The training's folder " + folder.path() + " cannot be used (" + e.getMessage()
                    + "). Look at the disk, then run the release again.");
        }
    }

    private record Run(RunFolder folder, TrainingPlan plan, TrainingWatch watch) {}

    /** How a start ended, and what to do now: an outcome, or empty to start again. */
    private record Verdict(Optional<TrainingOutcome> outcome, int idle, Duration rest) {}

    private TrainingOutcome train(Run run, Optional<RunRecord> known) throws IOException {
        var record = known.isPresent() ? takeUp(run, known.get()) : begin(run, Optional.empty(), 0);
        while (true) {
            var handle = record.handle().orElseThrow();
            var follow = new FollowTraining(launcher, run.folder(), record, handle, limits, run.watch(), passage);
            var verdict = judge(run, record, follow, follow.toTheEnd());
            if (verdict.outcome().isPresent()) {
                run.watch().fence();
                record.asTold().write(run.folder());
                launcher.tidy(handle);
                return verdict.outcome().get();
            }
            launcher.tidy(handle);
            rest(verdict.rest());
            record = begin(run, Optional.of(record), verdict.idle());
        }
    }

    private RunRecord takeUp(Run run, RunRecord known) throws IOException {
        if (!known.launcher().equals(launcher.kind())) {
            throw new LaunchFailed("The training in " + run.folder().path() + " was started by the launcher "
                    + known.launcher() + ", and this worker has the launcher " + launcher.kind()
                    + ". Run it on a worker of the first kind, or cancel the release.");
        }
        if (known.told() && !wasTrained(run, known)) {
            // Somebody was told why it failed and wants it tried again.
            return begin(run, Optional.of(known), 0);
        }
        if (known.handle().isPresent()) {
            return known;
        }
        // The worker died while it started it.
        var found = launcher.find(new Launcher.Start(run.folder(), known.nonce()));
        if (found.isEmpty()) {
            return begin(run, Optional.of(known), known.idle());
        }
        var record = known.with(found.get());
        run.watch().fence();
        record.write(run.folder());
        return record;
    }

    private boolean wasTrained(Run run, RunRecord known) throws IOException {
        var events = new EventFile(run.folder().events());
        for (var more = events.more(); !more.isEmpty(); more = events.more()) {
            if (more.stream()
                    .anyMatch(placed ->
                            placed.at() >= known.eventsFrom() && placed.event() instanceof TrainingEvent.Done)) {
                return true;
            }
        }
        return false;
    }

    private RunRecord begin(Run run, Optional<RunRecord> before, int idle) throws IOException {
        run.watch().fence();
        long eventsFrom = run.folder().prepare();
        run.plan().write(run.folder().plan());
        int number = before.map(RunRecord::start).orElse(0) + 1;
        var record = new RunRecord(
                launcher.kind(),
                run.plan().digest(),
                number,
                idle,
                eventsFrom,
                RunRecord.newNonce(),
                false,
                Optional.empty());
        record.write(run.folder());
        var handle = launcher.start(new Launcher.Start(run.folder(), record.nonce()));
        record = record.with(handle);
        record.write(run.folder());
        return record;
    }

    private Verdict judge(Run run, RunRecord record, FollowTraining follow, End end) {
        int idle = follow.cameFurther() ? 1 : record.idle() + 1;
        if (end instanceof End.Cancelled) {
            return ended(new Cancelled());
        } else if (follow.done().isPresent()) {
            return trained(run, record, follow, follow.done().get());
        } else if (end instanceof End.Hung hung) {
            return unforeseen(
                    follow,
                    idle,
                    "The trainer gave no sign of life for " + hung.silence().toMinutes() + " minutes.");
        }
        // torchrun has a code of its own, which hides the trainer's; the event does not.
        int code = follow.failed()
                .map(TrainingEvent.Failed::exitCode)
                .orElse(end instanceof End.Left left ? left.code() : KILLED);
        var message = follow.failed()
                .map(TrainingEvent.Failed::message)
                .orElse(end instanceof End.Lost lost ? lost.why() : said(code));
        return switch (code) {
            case 64 -> ended(new Refused(Why.BAD_PLAN, message));
            case 65 -> ended(new Refused(Why.BAD_DATA, message));
            case 66 -> ended(new Refused(Why.BAD_MODEL, message));
            case 67 -> ended(new Refused(Why.NOT_A_NUMBER, message));
            case 68 -> ended(new Refused(Why.OUT_OF_MEMORY, message));
            case ACCELERATOR_GONE, CANNOT_WRITE -> ended(new NotNow(message));
            case AGAIN ->
                idle > MOST_AGAIN
                        ? ended(new GaveUp(message + " It said so " + idle + " times without coming further."))
                        : new Verdict(Optional.empty(), follow.cameFurther() ? 0 : idle, Duration.ZERO);
            default -> unforeseen(follow, idle, message);
        };
    }

    private static String said(int code) {
        return code == KILLED
                ? "The trainer was killed, perhaps because the machine ran out of memory."
                : code > 128
                        ? "The trainer was ended by signal " + (code - 128) + "."
                        : "The trainer ended with code " + code + " and did not say why.";
    }

    private Verdict trained(Run run, RunRecord record, FollowTraining follow, TrainingEvent.Done done) {
        var model = done.model().toAbsolutePath().normalize();
        var output = run.plan().output().toAbsolutePath().normalize();
        if (!model.startsWith(output) || !Files.isRegularFile(model.resolve("manifest.json"))) {
            return ended(new GaveUp("The trainer says it is done, but its model is not in " + output
                    + ". Look at the trainer's version and at its log."));
        }
        return ended(new Trained(model, done.key(), done.base(), record.start(), follow.progress()));
    }

    /** One that came further is no trainer that fails again and again, and need not rest. */
    private Verdict unforeseen(FollowTraining follow, int idle, String message) {
        return idle >= limits.tries()
                ? ended(new GaveUp(message + " That was the last of " + idle
                        + " starts; the log in the training's folder says more."))
                : new Verdict(Optional.empty(), idle, follow.cameFurther() ? Duration.ZERO : limits.rest());
    }

    private static Verdict ended(TrainingOutcome outcome) {
        return new Verdict(Optional.of(outcome), 0, Duration.ZERO);
    }

    private void rest(Duration time) {
        try {
            passage.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the worker stops; the training is taken up again");
        }
    }
}

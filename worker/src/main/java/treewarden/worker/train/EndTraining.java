package treewarden.worker.train;

import java.io.IOException;
import java.util.concurrent.CancellationException;

/**
 * Ends a training that nobody wants any more, whoever started it and whoever of them is dead. Ended itself at any moment, it
 * is called again and goes on where it was.
 */
public final class EndTraining {
    private final Launcher launcher;
    private final TrainingLimits limits;
    private final Passage passage;

    public EndTraining(Launcher launcher, TrainingLimits limits) {
        this(launcher, limits, Passage.REAL);
    }

    EndTraining(Launcher launcher, TrainingLimits limits, Passage passage) {
        this.launcher = launcher;
        this.limits = limits;
        this.passage = passage;
    }

    /** What came of it, with words for people. */
    public sealed interface End {
        /** Nothing trains there any more. */
        record Over(String words) implements End {}

        /** It may do better the next time. */
        record NotNow(String why) implements End {}

        /** No worker like this one can do it: a person has to do what the words say. */
        record NotHere(String why) implements End {}
    }

    /** @throws CancellationException when the worker stops */
    public End run(RunFolder folder, TrainingWatch watch) {
        try {
            var known = RunRecord.read(folder);
            return known.isEmpty() ? new End.Over("no trainer was started") : end(folder, known.get(), watch);
        } catch (LaunchFailed e) {
            return new End.NotNow(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new End.NotNow("The training's folder " + folder.path() + " cannot be used (" + e.getMessage()
                    + "). Look at the disk, then have this job tried again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var left = new CancellationException("the worker stops before the trainer has ended");
            left.initCause(e);
            throw left;
        }
    }

    private End end(RunFolder folder, RunRecord record, TrainingWatch watch) throws IOException, InterruptedException {
        if (!record.launcher().equals(launcher.kind())) {
            return record.told() ? endedBefore() : notOurs(folder, record);
        }
        if (record.told()) {
            // Whoever told it may have died before it was all cleared away.
            record.handle().ifPresent(launcher::tidy);
            return endedBefore();
        }
        var start = new Launcher.Start(folder, record.nonce());
        var handle = record.handle().or(() -> launcher.find(start));
        if (handle.isEmpty()) {
            watch.fence();
            // Its start may still be on its way, from a worker that is taken for dead: then this is the first that it
            // sees.
            folder.wishStop(record.nonce());
            record.asTold().write(folder);
            return new End.Over("no trainer was started");
        }
        var trainer = new StopTrainer(launcher, start, handle.get(), limits, watch, passage);
        var before = launcher.poll(start, handle.get());
        var after = StopTrainer.isOver(before) ? before : trainer.stop();
        if (after instanceof RunState.Elsewhere) {
            return new End.NotHere(trainer.livesOn(after));
        } else if (!StopTrainer.isOver(after)) {
            return new End.NotNow(trainer.livesOn(after));
        }
        watch.fence();
        record.with(handle.get()).asTold().write(folder);
        launcher.tidy(handle.get());
        return new End.Over(words(before, after));
    }

    private static String words(RunState before, RunState after) {
        if (StopTrainer.isOver(before)) {
            return "the trainer had ended by itself";
        }
        return before instanceof RunState.Elsewhere && after instanceof RunState.Gone gone
                ? gone.why()
                : "the trainer was stopped";
    }

    private static End endedBefore() {
        return new End.Over("the trainer had ended before");
    }

    private End notOurs(RunFolder folder, RunRecord record) {
        return new End.NotHere("The trainer was started by the launcher " + record.launcher()
                + ", and this worker has the launcher " + launcher.kind()
                + ". Have this job tried again where `releases.trainer` is as it was, or end the training by hand: "
                + folder.path() + "/run.json says where it is.");
    }
}

package treewarden.worker.train;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Follows one start of the trainer to its end. What earlier starts told is read first, so that the progress is that of the
 * whole training. When the worker stops, the trainer goes on.
 */
final class FollowTraining {
    private final Launcher launcher;
    private final Launcher.Start start;
    private final Handle handle;
    private final TrainingLimits limits;
    private final TrainingWatch watch;
    private final Passage passage;
    private final StopTrainer trainer;
    private final EventFile events;
    private final long eventsFrom;
    private final GatherProgress gather = new GatherProgress();
    private Optional<TrainingEvent.Done> done = Optional.empty();
    private Optional<TrainingEvent.Failed> failed = Optional.empty();
    private boolean cameFurther;

    FollowTraining(
            Launcher launcher,
            RunFolder folder,
            RunRecord record,
            Handle handle,
            TrainingLimits limits,
            TrainingWatch watch,
            Passage passage) {
        this.launcher = launcher;
        this.start = new Launcher.Start(folder, record.nonce());
        this.handle = handle;
        this.limits = limits;
        this.watch = watch;
        this.passage = passage;
        this.trainer = new StopTrainer(launcher, start, handle, limits, watch, passage);
        this.events = new EventFile(folder.events());
        this.eventsFrom = record.eventsFrom();
    }

    /** How it ended. */
    sealed interface End {
        /** By itself, or because somebody else wanted it. */
        record Left(int code) implements End {}

        /** Nobody knows how. */
        record Lost(String why) implements End {}

        /** It gave no sign of life for too long, and was stopped. */
        record Hung(Duration silence) implements End {}

        /** It was stopped because somebody cancelled it. */
        record Cancelled() implements End {}
    }

    /** @throws CancellationException when the worker stops; the trainer goes on */
    End toTheEnd() throws IOException {
        try {
            return follow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var left = new CancellationException("the worker stops; the training goes on and is taken up again");
            left.initCause(e);
            throw left;
        }
    }

    TrainingProgress progress() {
        return gather.progress();
    }

    /** The last words of this start. */
    Optional<TrainingEvent.Done> done() {
        return done;
    }

    Optional<TrainingEvent.Failed> failed() {
        return failed;
    }

    /** Whether this start kept anything that a next one does not have to do again. */
    boolean cameFurther() {
        return cameFurther;
    }

    private End follow() throws IOException, InterruptedException {
        var signs = start.folder().signs();
        var beats = new HeardBeats();
        var since = passage.now();
        var last = since;
        while (true) {
            // Asked first, read then: what is written before its end is read before its end is believed.
            var state = launcher.poll(start, handle);
            readOn();
            if (state instanceof RunState.Ended ended) {
                return new End.Left(ended.code());
            } else if (state instanceof RunState.Gone gone) {
                return new End.Lost(gone.why());
            }
            if (watch.cancelled()) {
                stop();
                return new End.Cancelled();
            }
            var now = start.folder().signs();
            boolean isSilent = signs.equals(now) && mayBeSilent(state);
            if (!isSilent) {
                signs = now;
                since = passage.now();
            }
            beats.hear(start.folder().beats(start.nonce()), passage.now().minus(last));
            last = passage.now();
            var silence = last.minus(since);
            var dead = silence.compareTo(limits.lost()) < 0 ? Optional.<String>empty() : dead(state, beats);
            if (dead.isPresent()) {
                return new End.Lost(dead.get());
            } else if (silence.compareTo(limits.silence()) >= 0) {
                stop();
                return new End.Hung(limits.silence());
            }
            passage.pause(limits.look());
        }
    }

    /** What waits in a queue, or cannot be asked about, is not blamed for its silence. */
    private static boolean mayBeSilent(RunState state) {
        return state instanceof RunState.Running
                || state instanceof RunState.Reported
                || state instanceof RunState.Elsewhere;
    }

    /** Which machine died, for a message, where nobody can ask it; what is left of its training is ended. */
    private Optional<String> dead(RunState state, HeardBeats beats) throws IOException, InterruptedException {
        var machine = beats.silentFor(limits.lost());
        if (state instanceof RunState.Elsewhere elsewhere && (machine.isPresent() || beats.none())) {
            return Optional.of("The machine " + elsewhere.machine() + ", which trained, gives no sign of life.");
        }
        if (!(state instanceof RunState.Reported) || machine.isEmpty()) {
            return Optional.empty();
        }
        // To be asked to save helps nobody, since all wait for the one that is gone.
        trainer.kill();
        return Optional.of("A machine that trained gives no sign of life (" + machine.get() + " in "
                + start.folder().path() + " stands still).");
    }

    private void readOn() throws IOException {
        boolean isNew = false;
        for (var more = events.more(); !more.isEmpty(); more = events.more()) {
            for (var placed : more) {
                take(placed);
            }
            isNew = true;
        }
        if (isNew) {
            watch.progressed(gather.progress());
        }
    }

    private void take(EventFile.Placed placed) {
        var event = placed.event();
        gather.take(event);
        if (placed.at() < eventsFrom) {
            return; // of an earlier start
        }
        if (event instanceof TrainingEvent.Start) {
            failed = Optional.empty(); // of a job that its scheduler put back into the queue
        } else if (event instanceof TrainingEvent.Done last) {
            done = Optional.of(last);
        } else if (event instanceof TrainingEvent.Failed last) {
            failed = Optional.of(last);
        } else if (event instanceof TrainingEvent.Checkpoint
                || event instanceof TrainingEvent.PhaseDone
                || event instanceof TrainingEvent.SmallerBatch) {
            cameFurther = true;
        }
    }

    private void stop() throws IOException, InterruptedException {
        var state = trainer.stop();
        if (!StopTrainer.isOver(state)) {
            throw new LaunchFailed(trainer.livesOn(state));
        }
        readOn();
    }
}

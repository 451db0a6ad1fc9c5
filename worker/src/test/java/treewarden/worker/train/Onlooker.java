package treewarden.worker.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Watches a training, remembers what it was told, and does something when a moment comes. */
final class Onlooker implements TrainingWatch {
    final List<TrainingProgress> told = new ArrayList<>();
    private Predicate<TrainingProgress> moment = progress -> false;
    private Consumer<Onlooker> then = onlooker -> {};
    private boolean cancelled;
    private boolean takenOver;

    /** The worker that watches dies, or loses its job. */
    static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Onlooker when(Predicate<TrainingProgress> moment, Consumer<Onlooker> then) {
        this.moment = moment;
        this.then = then;
        return this;
    }

    /** At the n-th step of the phase. */
    Onlooker atStep(int step, Consumer<Onlooker> then) {
        return when(
                progress -> progress.newest()
                        .filter(newest -> newest.step() >= step)
                        .isPresent(),
                then);
    }

    void cancel() {
        cancelled = true;
    }

    void dies() {
        throw new Gone();
    }

    /** Another worker has the job now. */
    void isTakenOver() {
        cancelled = true;
        takenOver = true;
    }

    @Override
    public void progressed(TrainingProgress progress) {
        told.add(progress);
        if (moment.test(progress)) {
            moment = later -> false;
            then.accept(this);
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void fence() {
        if (takenOver) {
            throw new Gone();
        }
    }
}

package treewarden.worker.release;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import treewarden.worker.train.Handle;
import treewarden.worker.train.Launcher;
import treewarden.worker.train.RunState;

/** Of a worker that is stopped before the trainer begins. */
final class StopsAtOnce implements Launcher {
    @Override
    public String kind() {
        return "local";
    }

    @Override
    public Handle start(Start start) {
        throw new CancellationException("the worker stops");
    }

    @Override
    public Optional<Handle> find(Start start) {
        return Optional.empty();
    }

    @Override
    public RunState poll(Start start, Handle handle) {
        return new RunState.Gone("it never ran");
    }

    @Override
    public void stop(Start start, Handle handle, Stop how) {}
}

package treewarden.sdg.engine;

import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherException;

/** Runs work through its pipelines. */
public final class Engine {
    private final Teacher teacher;
    private final EngineSettings settings;
    private final LongSupplier nanoTime;

    public Engine(Teacher teacher, EngineSettings settings) {
        this(teacher, settings, System::nanoTime);
    }

    /** @param nanoTime by which it is measured how long a request is open */
    Engine(Teacher teacher, EngineSettings settings, LongSupplier nanoTime) {
        this.teacher = teacher;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs all the work, and returns when it is done. Work, and the seeds of each, are taken as the teacher has room, so
     * that they need not be in memory at once. They are taken by the thread that runs: what they wait for, the teacher
     * waits for.
     *
     * @throws TeacherException where the teacher refuses, limits the rate for longer than it pays to wait, or is not
     *     there; what had not gone to the sink by then is lost
     * @throws CancellationException where the watch says so, or the thread is interrupted; requests in flight are
     *     cancelled
     */
    public void run(Iterator<Work> works, Sink sink, Watch watch) {
        new Run(new Pool(teacher, nanoTime), settings, works, sink, watch).toTheEnd();
    }
}

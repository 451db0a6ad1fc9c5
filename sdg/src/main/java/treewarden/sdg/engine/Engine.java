package treewarden.sdg.engine;

import java.util.Iterator;
import java.util.concurrent.CancellationException;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherException;

/** Runs work through its pipelines. */
public final class Engine {
    private final Teacher teacher;
    private final EngineSettings settings;

    public Engine(Teacher teacher, EngineSettings settings) {
        this.teacher = teacher;
        this.settings = settings;
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
        new Run(teacher, settings, works, sink, watch).toTheEnd();
    }
}

package treewarden.sdg.engine;

import java.util.Iterator;
import java.util.concurrent.CancellationException;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherException;

/** Runs work through its pipelines. */
public final class Engine {
    private final Teacher teacher;
    private final EngineLimits limits;

    public Engine(Teacher teacher, EngineLimits limits) {
        this.teacher = teacher;
        this.limits = limits;
    }

    /**
     * Runs all the work, and returns when it is done. Work is taken from the iterator as the teacher has room, so that
     * it need not be in memory at once.
     *
     * @throws TeacherException where the teacher refuses, limits the rate for longer than it pays to wait, or is not
     *     there; what had not gone to the sink by then is lost
     * @throws CancellationException where the watch says so, or the thread is interrupted; requests in flight are
     *     cancelled
     */
    public void run(Iterator<Work> works, Sink sink, Watch watch) {
        new Run(teacher, limits, works, sink, watch).toTheEnd();
    }
}

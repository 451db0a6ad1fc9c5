package treewarden.worker.train;

import java.io.IOException;
import java.util.Map;

/** Has one start of the trainer end: it is asked to save and leave, and made to where it does not. */
final class StopTrainer {
    private final Launcher launcher;
    private final Launcher.Start start;
    private final Handle handle;
    private final TrainingLimits limits;
    private final TrainingWatch watch;
    private final Passage passage;

    StopTrainer(
            Launcher launcher,
            Launcher.Start start,
            Handle handle,
            TrainingLimits limits,
            TrainingWatch watch,
            Passage passage) {
        this.launcher = launcher;
        this.start = start;
        this.handle = handle;
        this.limits = limits;
        this.watch = watch;
        this.passage = passage;
    }

    static boolean isOver(RunState state) {
        return state instanceof RunState.Ended || state instanceof RunState.Gone;
    }

    /** How it stands then; where that is not over, {@link #livesOn} has the words. */
    RunState stop() throws IOException, InterruptedException {
        var asked = tell(Launcher.Stop.ASK);
        return isOver(asked) ? asked : tell(Launcher.Stop.KILL);
    }

    RunState kill() throws IOException, InterruptedException {
        return tell(Launcher.Stop.KILL);
    }

    private RunState tell(Launcher.Stop how) throws IOException, InterruptedException {
        watch.fence();
        launcher.stop(start, handle, how);
        var from = passage.now();
        var last = from;
        var signs = new HeardBeats();
        while (true) {
            var state = launcher.poll(start, handle);
            var now = passage.now();
            signs.hear(signsOfLife(), now.minus(last));
            last = now;
            if (state instanceof RunState.Elsewhere elsewhere
                    && signs.silentFor(limits.lost()).isPresent()) {
                state = new RunState.Gone(
                        "The machine " + elsewhere.machine() + ", on which it trained, gives no sign of life.");
            }
            if (isOver(state) || now.minus(from).compareTo(limits.grace()) >= 0) {
                return state;
            }
            passage.pause(limits.look());
        }
    }

    /** Of a machine of which only the folder is seen: the trainer may go on where the script around it was killed. */
    private Map<String, String> signsOfLife() throws IOException {
        var folder = start.folder();
        return Map.of("all", folder.signs() + " " + folder.beats(start.nonce()));
    }

    /** What somebody has to do about one that is not over. */
    String livesOn(RunState state) {
        if (state instanceof RunState.Elsewhere elsewhere) {
            return "The trainer runs on the machine " + elsewhere.machine()
                    + " and does not end when it is asked to, and from here it cannot be made to. On that machine end "
                    + (handle instanceof Handle.Local local && local.pid() > 0
                            ? "process " + local.pid() + " and all that it started"
                            : "the processes that train in " + start.folder().path())
                    + ", then have this job tried again.";
        }
        if (state instanceof RunState.Unreachable unreachable) {
            return "Nobody says whether the trainer has ended. " + unreachable.why() + " Have this job tried again when"
                    + " it answers.";
        }
        return "The trainer does not end, not even killed. Look at its processes in "
                + start.folder().path() + " (run.json), then have this job tried again.";
    }
}

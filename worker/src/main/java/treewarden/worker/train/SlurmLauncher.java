package treewarden.worker.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The trainer as a job of Slurm, on as many nodes as wanted. The run's folder is on a file system that the nodes and this
 * worker see at the same place.
 */
public final class SlurmLauncher implements Launcher {
    private static final Pattern JOB_ID = Pattern.compile("(\\d{1,18})(;[\\w.-]+)?");
    private static final Set<String> RUNNING = Set.of("RUNNING", "COMPLETING", "STAGE_OUT", "SIGNALING");
    private static final Set<String> WAITING = Set.of(
            "PENDING",
            "CONFIGURING",
            "REQUEUED",
            "REQUEUE_HOLD",
            "REQUEUE_FED",
            "SPECIAL_EXIT",
            "RESIZING",
            "SUSPENDED",
            "STOPPED");

    private final SlurmSettings settings;
    private final RunCommand commands;

    /** With the worker's environment, of which the trainer gets nothing. */
    public SlurmLauncher(SlurmSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.commands = new RunCommand(environment);
    }

    @Override
    public String kind() {
        return "slurm";
    }

    @Override
    public Handle start(Start start) {
        var script = start.folder().path().resolve("slurm.sh");
        try {
            WholeFile.write(script, SlurmScript.text(settings, start));
        } catch (IOException e) {
            throw new LaunchFailed(script + " cannot be written (" + e.getMessage() + "). Look at the disk.", e);
        }
        var answer = commands.run(List.of(
                "sbatch",
                "--parsable",
                "--chdir=" + start.folder().path(),
                "--output=" + start.folder().log().getFileName(),
                script.toString()));
        var id = JOB_ID.matcher(answer.out().strip());
        if (!answer.isFine() || !id.matches()) {
            throw new LaunchFailed("Slurm does not take the job: " + answer.complaint()
                    + " Mend what it says (the worker's configuration has its options), then run the release again.");
        }
        return new Handle.Slurm(id.group(1));
    }

    @Override
    public Optional<Handle> find(Start start) {
        var listed = commands.run(List.of(
                "squeue", "--noheader", "--states=all", "--format=%A", "--name=" + SlurmScript.name(start.nonce())));
        if (!listed.isFine()) {
            throw new LaunchFailed("Slurm does not say whether the job was taken: " + listed.complaint()
                    + " Have it tried again when it answers.");
        }
        return listed.out()
                .lines()
                .map(String::strip)
                .filter(line -> JOB_ID.matcher(line).matches())
                .<Handle>map(Handle.Slurm::new)
                .findFirst();
    }

    @Override
    public RunState poll(Start start, Handle handle) {
        var code = start.folder().exitCode(start.nonce());
        if (code.isPresent()) {
            return new RunState.Ended(code.getAsInt());
        }
        var state = ask(((Handle.Slurm) handle).jobId());
        if (state instanceof RunState.Gone) {
            // It may have ended between the two looks.
            code = start.folder().exitCode(start.nonce());
        }
        return code.isPresent() ? new RunState.Ended(code.getAsInt()) : state;
    }

    private RunState ask(String job) {
        try {
            var listed = commands.run(List.of("squeue", "--noheader", "--states=all", "--format=%T", "--jobs=" + job));
            var state = listed.out().strip();
            if (listed.isFine() && !state.isEmpty()) {
                return state(job, state.lines().findFirst().orElseThrow().strip());
            }
            if (listed.isFine() || listed.error().contains("Invalid job id")) {
                return remembered(job);
            }
            return new RunState.Unreachable("Slurm does not answer: " + listed.complaint());
        } catch (LaunchFailed e) {
            return new RunState.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    /** The queue has forgotten it; the accounting has not, where there is one. */
    private RunState remembered(String job) {
        var told = commands.run(
                List.of("sacct", "--noheader", "--allocations", "--parsable2", "--format=State", "--jobs=" + job));
        var state = told.out().lines().findFirst().orElse("").strip();
        return told.isFine() && !state.isEmpty()
                ? state(job, state)
                : new RunState.Gone("Slurm knows job " + job + " no more.");
    }

    private static RunState state(String job, String given) {
        // CANCELLED by 1000
        var word = given.split(" ", 2)[0];
        if (RUNNING.contains(word)) {
            return new RunState.Reported();
        } else if (WAITING.contains(word)) {
            return new RunState.Waiting("Slurm's job " + job + " is " + word + ".");
        }
        return new RunState.Gone("Slurm ended job " + job + ": " + word + ".");
    }

    @Override
    public void stop(Start start, Handle handle, Stop how) {
        var command = new ArrayList<>(List.of("scancel"));
        if (how == Stop.ASK && poll(start, handle) instanceof RunState.Reported) {
            // The steps alone: the script waits for them and leaves the exit code.
            command.add("--signal=TERM");
        }
        command.add(((Handle.Slurm) handle).jobId());
        var answer = commands.run(command);
        if (!answer.isFine() && !answer.error().contains("Invalid job id")) {
            throw new LaunchFailed("Slurm does not cancel the job: " + answer.complaint());
        }
    }
}

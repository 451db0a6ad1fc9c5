package treewarden.worker.train;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import treewarden.worker.ChildEnvironment;

/**
 * The trainer as a process of this machine. It has a session of its own, writes to files, and is known by number, start
 * time and nonce, so it outlives the worker and is found again. Where the system allows it, it has no network.
 */
public final class LocalLauncher implements Launcher {
    private static final System.Logger LOG = System.getLogger(LocalLauncher.class.getName());
    private static final String KIND = "local";
    private static final String LAUNCH = "TREEWARDEN_LAUNCH";
    private static final String RUN = "TREEWARDEN_RUN";

    private final Trainer trainer;
    private final Map<String, String> environment;
    private final String host;

    /** With what the trainer may know of the worker's environment, which is little. */
    public LocalLauncher(Trainer trainer, Map<String, String> environment) {
        this(trainer, environment, Processes.host());
    }

    LocalLauncher(Trainer trainer, Map<String, String> environment, String host) {
        this.trainer = trainer;
        this.environment = ChildEnvironment.of(environment);
        this.host = host;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Handle start(Start start) {
        var folder = start.folder();
        var command = new ArrayList<String>();
        Processes.onPath("setsid", environment).ifPresent(command::add);
        command.addAll(List.of("/bin/sh", folder.script().toString(), start.nonce()));
        command.addAll(withoutNetwork());
        command.addAll(trainer.command(folder.plan()));
        // What the script itself has to say goes to the log; the files are opened by path in the child as well.
        var log = ProcessBuilder.Redirect.appendTo(folder.log().toFile());
        var builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(log)
                .redirectError(log);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(LAUNCH, start.nonce());
        try {
            folder.keepToOurselves();
            long pid = builder.start().pid();
            // Empty if it has ended already; then its exit code is there, or it is gone.
            return new Handle.Local(
                    host, pid, Processes.find(pid).map(Processes.Seen::started).orElse(""));
        } catch (IOException e) {
            throw new LaunchFailed(
                    "The trainer cannot be started (" + e.getMessage() + "). Look at the disk of " + folder.path()
                            + " and at /bin/sh, then run the release again.",
                    e);
        }
    }

    /** Told once for each start where it cannot be had. */
    private List<String> withoutNetwork() {
        return TakeNetworkAway.words(trainer.processes(), environment).orElseGet(() -> {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The trainer keeps the network: `unshare --net`" + (trainer.processes() > 1 ? " with `ip`" : "")
                            + " is not to be had for this user, so only its libraries are told that there is none.");
            return List.of();
        });
    }

    @Override
    public Optional<Handle> find(Start start) {
        return Processes.with(LAUNCH, start.nonce()).stream()
                .filter(process -> process.session() == process.pid())
                .<Handle>map(process -> new Handle.Local(host, process.pid(), process.started()))
                .findFirst()
                .or(() -> start.folder().exitCode(start.nonce()).isPresent()
                                || !running(start).isEmpty()
                        ? Optional.of(new Handle.Local(host, 0, ""))
                        : Optional.empty());
    }

    @Override
    public RunState poll(Start start, Handle handle) {
        var local = (Handle.Local) handle;
        var code = start.folder().exitCode(start.nonce());
        if (code.isPresent()) {
            return new RunState.Ended(code.getAsInt());
        }
        if (!local.host().equals(host)) {
            return new RunState.Elsewhere(local.host());
        }
        if (isAlive(local) || !running(start).isEmpty()) {
            return new RunState.Running();
        }
        // It may have ended between the two looks.
        code = start.folder().exitCode(start.nonce());
        return code.isPresent()
                ? new RunState.Ended(code.getAsInt())
                : new RunState.Gone("The trainer's process is gone and left no exit code.");
    }

    @Override
    public void stop(Start start, Handle handle, Stop how) {
        var local = (Handle.Local) handle;
        if (!local.host().equals(host)) {
            wishStop(start);
            return;
        }
        var all = running(start);
        if (all.isEmpty() && isAlive(local)) {
            // Just begun, or environments are not to be seen here: the script passes it on.
            signal(List.of(new Processes.Seen(local.pid(), 0, 0, local.started())), how);
            return;
        }
        signal(how == Stop.KILL ? all : tops(all), how);
    }

    /** Of several processes torchrun is the one to ask; it asks its children, and waits for them. */
    private static List<Processes.Seen> tops(List<Processes.Seen> all) {
        var pids = all.stream().map(Processes.Seen::pid).collect(Collectors.toSet());
        return all.stream().filter(process -> !pids.contains(process.parent())).toList();
    }

    private static void signal(List<Processes.Seen> processes, Stop how) {
        for (var process : processes) {
            // Looked at once more, so that nobody else is hit.
            Processes.find(process.pid())
                    .filter(seen -> seen.started().equals(process.started()))
                    .flatMap(seen -> ProcessHandle.of(seen.pid()))
                    .ifPresent(how == Stop.ASK ? ProcessHandle::destroy : ProcessHandle::destroyForcibly);
        }
    }

    private static void wishStop(Start start) {
        try {
            start.folder().wishStop(start.nonce());
        } catch (IOException e) {
            throw new LaunchFailed("The trainer cannot be asked to stop: " + e.getMessage(), e);
        }
    }

    private static boolean isAlive(Handle.Local local) {
        return !local.started().isEmpty()
                && Processes.find(local.pid())
                        .filter(seen -> seen.started().equals(local.started()))
                        .isPresent();
    }

    private static List<Processes.Seen> running(Start start) {
        return Processes.with(RUN, start.nonce());
    }
}

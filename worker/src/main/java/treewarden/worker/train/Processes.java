package treewarden.worker.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of this machine, as {@code /proc} shows them; where there is no {@code /proc}, as Java does, which sees no
 * environments.
 */
final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT = PROC.resolve("sys/kernel/random/boot_id");
    private static final int MOST_BYTES = 4 << 20;
    // Fields of /proc/PID/stat behind the name: state, parent, group, session, ..., start time.
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START_TIME = 19;

    private Processes() {}

    /**
     * One of them.
     *
     * @param started in ticks since the machine's start, and which start that was
     */
    record Seen(long pid, long parent, long session, String started) {}

    /** The name of this machine. */
    static String host() {
        try {
            return Files.exists(PROC.resolve("sys/kernel/hostname"))
                    ? Files.readString(PROC.resolve("sys/kernel/hostname")).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty if there is none, or if it is dead and only nobody has taken note yet. */
    static Optional<Seen> find(long pid) {
        if (!Files.exists(BOOT)) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(process -> new Seen(
                            pid,
                            process.parent().map(ProcessHandle::pid).orElse(0L),
                            0,
                            process.info().startInstant().toString()));
        }
        try {
            var stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The name stands in brackets and may hold anything, brackets too.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(new Seen(
                    pid,
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[SESSION]),
                    fields[START_TIME] + "@" + Files.readString(BOOT).strip()));
        } catch (IOException e) {
            return Optional.empty(); // it ended meanwhile
        }
    }

    /** All that were started with this in their environment, as far as we may look. */
    static List<Seen> with(String name, String value) {
        var found = new ArrayList<Seen>();
        if (!Files.exists(BOOT)) {
            return found;
        }
        var wanted = "\0" + name + "=" + value + "\0";
        try (var all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : all) {
                if (environment(process).contains(wanted)) {
                    find(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Where a program is for somebody with that environment; Java itself would look on its own path. */
    static Optional<String> onPath(String program, Map<String, String> environment) {
        if (program.contains("/")) {
            return Optional.of(program);
        }
        for (var folder : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return Optional.of(Path.of(folder, program).toString());
            }
        }
        return Optional.empty();
    }

    private static String environment(Path process) {
        try (var in = Files.newInputStream(process.resolve("environ"))) {
            return "\0" + new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // another user's, or it ended meanwhile
        }
    }
}

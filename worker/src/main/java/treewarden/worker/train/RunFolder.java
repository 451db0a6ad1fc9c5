package treewarden.worker.train;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The folder of one run. On a folder that several machines see, another machine can take the run up.
 *
 * <pre>
 * plan.json      what to train
 * run.json       who runs it: {@link RunRecord}
 * run.sh         runs the trainer apart from the worker
 * events.jsonl   what the trainer tells, of all its starts
 * log.txt        what it says to people; the end of it, where that is very much
 * alive          changes every few seconds while it runs; alive.1 and so on are of the other machines, where there are several
 * exit           "NONCE CODE" of the start that has ended
 * stop.NONCE     there when that start is to end
 * </pre>
 */
public record RunFolder(Path path) {
    private static final String SCRIPT = "run.sh";
    private static final Pattern EXIT = Pattern.compile("([0-9a-f]{32}) (\\d{1,3})\\s*");
    private static final String ALIVE = "alive";
    private static final int SMALL = 1024;

    public RunFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path plan() {
        return path.resolve("plan.json");
    }

    public Path events() {
        return path.resolve("events.jsonl");
    }

    public Path log() {
        return path.resolve("log.txt");
    }

    Path record() {
        return path.resolve("run.json");
    }

    Path script() {
        return path.resolve(SCRIPT);
    }

    /** For no other user of this machine: what people contributed, and what the trainer says of it, is there. */
    void keepToOurselves() throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Makes the folder ready for a start; how long {@code events.jsonl} is then. */
    long prepare() throws IOException {
        Files.createDirectories(path);
        try (var script = RunFolder.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException(SCRIPT + " is missing from the program");
            }
            WholeFile.write(script(), new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        endTheLastLine();
        return Files.size(events());
    }

    /** What a killed trainer left half a line of must not spoil the first line of the next one. */
    private void endTheLastLine() throws IOException {
        try (var file = new RandomAccessFile(events().toFile(), "rw")) {
            if (file.length() == 0) {
                return;
            }
            file.seek(file.length() - 1);
            if (file.read() != '\n') {
                file.write('\n');
            }
        }
    }

    /** The exit code that the start with this nonce left. */
    OptionalInt exitCode(String nonce) {
        var found = EXIT.matcher(small(path.resolve("exit")));
        return found.matches() && found.group(1).equals(nonce)
                ? OptionalInt.of(Integer.parseInt(found.group(2)))
                : OptionalInt.empty();
    }

    /** Asks a start that no signal reaches to end; heard within seconds. */
    void wishStop(String nonce) throws IOException {
        Files.writeString(
                path.resolve("stop." + nonce), "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Two of these differ if the trainer said anything between them. A machine that beats while its trainer hangs is no sign. */
    String signs() {
        return size(events()) + " " + size(log());
    }

    /** The beat of each machine that runs the start with this nonce, by the file's name; two of one differ while it lives. */
    Map<String, String> beats(String nonce) throws IOException {
        var beats = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(path, ALIVE + "*")) {
            for (var file : files) {
                var beat = small(file).strip();
                if (beat.startsWith(nonce + " ")) {
                    beats.put(file.getFileName().toString(), beat);
                }
            }
        }
        return beats;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // not there yet
        }
    }

    private static String small(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(SMALL), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // not there, or just being replaced: it is read again in a moment
        }
    }
}

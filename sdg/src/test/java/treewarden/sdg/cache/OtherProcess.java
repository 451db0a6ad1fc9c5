package treewarden.sdg.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that keeps answers and says so: arguments are the folder, the first number and how many; it prints each
 * number after its answer was kept, and waits for its input to end before it ends.
 */
final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) throws IOException {
        int first = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        // Without a close: this process is made to be killed.
        var log = RequestLog.open(Path.of(arguments[0]), CacheLimits.USUAL);
        try {
            for (int i = first; i < first + count; i++) {
                log.keep(Kept.key(i), Kept.answer(i));
                System.out.println(i + ".");
            }
        } catch (CacheException.Full e) {
            System.out.println("full: " + e.getMessage());
        }
        System.out.println("done");
        while (System.in.read() >= 0) {
            continue;
        }
    }

    /** @param before what to run before, in the same shell, such as a limit to its resources */
    static Process start(String before, Path folder, int first, int count) throws IOException {
        var java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                folder.toString(),
                Integer.toString(first),
                Integer.toString(count)));
        var command = new ArrayList<>(List.of("sh", "-c", before + "exec \"$@\"", "sh"));
        command.addAll(java);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static String line(java.io.BufferedReader from) throws IOException {
        var line = from.readLine();
        if (line == null) {
            throw new AssertionError("the other process ended by itself");
        }
        return line;
    }

    static java.io.BufferedReader reader(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }
}

package treewarden.bench.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import treewarden.app.command.Treewarden;
import treewarden.sandbox.http.Json;

/**
 * Runs the command line again and again in one process, so that a run can be measured that finds compiled code. Each line of
 * standard input is one command, its words parted by tabs; each is answered with a line of JSON. What the commands say
 * goes to standard error.
 */
public final class RunCommands {
    private RunCommands() {}

    public static void main(String[] arguments) throws IOException {
        var heap = HeapWatch.start();
        var say = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            var words = line.split("\t", -1);
            heap.reset();
            long start = System.nanoTime();
            int exit = Treewarden.commandLine(List.of(words))
                    .setOut(say)
                    .setErr(say)
                    .execute(words);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(Json.object()
                    .put("exit", exit)
                    .put("seconds", seconds)
                    .put("heap_peak", heap.peak())
                    .put("heap_live", heap.peakAfterCollection())
                    .put("heap_limit", Runtime.getRuntime().maxMemory()));
        }
    }
}

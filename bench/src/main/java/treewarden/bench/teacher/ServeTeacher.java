package treewarden.bench.teacher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import treewarden.sandbox.http.Json;
import treewarden.sandbox.teacher.Latency;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sandbox.teacher.TeacherOptions.Repeats;

/**
 * Serves the stand-in teacher until its standard input ends. It answers each line of that with one line of JSON on its
 * standard output, and says where it listens in the first: {@code load} tells how busy it has been, {@code reset} forgets
 * that, as between two runs.
 *
 * <p>Arguments: slots (0 for no bound), the median of the log-normal latency in milliseconds (0 for none), its sigma, the seed
 * that makes it repeatable, and whether equal requests take equally long (ALIKE) or each a time of its own (ANEW).
 */
public final class ServeTeacher {
    private ServeTeacher() {}

    public static void main(String[] arguments) throws IOException {
        int slots = Integer.parseInt(arguments[0]);
        long median = Long.parseLong(arguments[1]);
        var latency = median == 0
                ? Latency.none()
                : Latency.logNormal(
                        Duration.ofMillis(median), Double.parseDouble(arguments[2]), Long.parseLong(arguments[3]));
        var options = TeacherOptions.defaults()
                .withSlots(slots == 0 ? TeacherOptions.UNLIMITED : slots)
                .withLatency(latency)
                .withRepeats(Repeats.valueOf(arguments[4]));
        try (var teacher = StandInTeacher.start(options)) {
            var tally = new Tally();
            teacher.watch(tally::add);
            System.out.println(Json.object().put("url", teacher.url()).put("model", teacher.model()));
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                var said = load(teacher, tally, options.slots());
                if (line.equals("reset")) {
                    teacher.reset();
                    tally.reset();
                }
                System.out.println(said);
            }
        }
    }

    private static ObjectNode load(StandInTeacher teacher, Tally tally, int slots) {
        var load = teacher.load();
        var json = Json.object()
                .put("requests", load.requests())
                .put("again", tally.again())
                .put("open", load.inFlight() + load.waiting())
                .put("peak_in_flight", load.peakInFlight())
                .put("busy_s", load.busy().toNanos() / 1e9)
                .put("span_s", load.span().toNanos() / 1e9)
                .put("used", load.utilisation(slots));
        tally.byPath().forEach(json.putObject("by_path")::put);
        return json;
    }
}

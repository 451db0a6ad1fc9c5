package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** A process is killed while deliveries stream in and jobs run: what it acknowledged is handled, and handled once. */
class KillTest extends Contract {
    private static final int DELIVERIES = 400;
    private final Random random = new Random(13);
    private final Set<String> acknowledged = new LinkedHashSet<>();

    @Test
    void everyAcknowledgedDeliveryIsHandledOnceHoweverOftenTheProcessIsKilled() throws Exception {
        database.close();
        var ids = IntStream.range(0, DELIVERIES).mapToObj(i -> "d-" + i).toList();
        while (acknowledged.size() < DELIVERIES) {
            // GitHub sends again what was not acknowledged.
            var rest = ids.stream().filter(id -> !acknowledged.contains(id)).toList();
            sendAndKill(rest, 60 + random.nextInt(80));
        }

        database = Database.open(config, SteadyClock.startingAt(Clock.systemUTC()));
        try (var survivor = KilledProcess.runner(database, "survivor")) {
            survivor.start();
            Assertions.assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
                while (handled().size() < DELIVERIES) {
                    LockSupport.parkNanos(1_000_000); // the other one needs the processor
                }
            });
        }

        assertThat(handled()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(database.<Integer>read(tables -> tables.jobs().count(JobFilter.ALL.in(JobState.DONE))))
                .isEqualTo(DELIVERIES);
        assertThat(database.<AuditVerdict>read(tables -> tables.audit().verify()))
                .isInstanceOf(AuditVerdict.Intact.class);
        if (backend == Backend.SQLITE) {
            assertThat(database.<String>read(tables -> tables.session()
                            .handle()
                            .createQuery("pragma integrity_check")
                            .mapTo(String.class)
                            .one()))
                    .isEqualTo("ok");
        }
    }

    /** Sends the deliveries to a fresh process, and kills it after this many acknowledgements. */
    private void sendAndKill(List<String> ids, int patience) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        config instanceof DatabaseConfig.Postgres postgres
                                ? postgres.url()
                                : ((DatabaseConfig.Sqlite) config).file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var sender = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
                var answers = process.inputReader(StandardCharsets.UTF_8)) {
            ids.forEach(sender::println);
            read(answers, Math.min(patience, ids.size()));
            // SIGKILL: nothing of it gets to run any more. What it acknowledged until then still stands in the pipe.
            process.toHandle().destroyForcibly();
            process.waitFor();
            answers.lines().forEach(this::acknowledge);
        }
    }

    private void read(BufferedReader answers, int atLeast) throws IOException {
        for (int i = 0; i < atLeast; i++) {
            var line = answers.readLine();
            assertThat(line).as("the process ended by itself").isNotNull();
            acknowledge(line);
        }
    }

    /** A line without its full stop was cut off by the kill. */
    private void acknowledge(String line) {
        if (line.endsWith(".")) {
            acknowledged.add(line.substring(0, line.length() - 1));
        }
    }

    /** The deliveries of which the audit says that they were handled, as often as it says so. */
    private List<String> handled() {
        List<AuditEntry> entries = database.read(tables -> tables.audit().after(0, 10 * DELIVERIES));
        return entries.stream().map(entry -> entry.event().why()).collect(Collectors.toList());
    }
}

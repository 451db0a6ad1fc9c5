package treewarden.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;

/**
 * A small service in a process of its own, to be killed: each line that it reads is the id of a delivery, each line that it
 * writes the id of one that it acknowledges and a full stop. Beside that it handles them, which leaves one row of the audit for each.
 */
final class KilledProcess {
    private KilledProcess() {}

    public static void main(String[] where) throws IOException {
        var clock = SteadyClock.startingAt(Clock.systemUTC());
        var database = Database.open(config(where), clock);
        database.migrate();
        var intake = new DeliveryIntake(database);
        runner(database, "process-" + ProcessHandle.current().pid()).start();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (var id = in.readLine(); id != null; id = in.readLine()) {
            var acknowledged = id;
            var delivery = new Delivery(id, "push", id.getBytes(StandardCharsets.UTF_8), clock.instant());
            intake.accept(delivery).thenAccept(stored -> out.println(acknowledged + "."));
        }
    }

    static DatabaseConfig config(String[] where) {
        return where[0].startsWith("jdbc:")
                ? DatabaseConfig.postgres(where[0], "postgres", "postgres")
                : DatabaseConfig.sqlite(Path.of(where[0]));
    }

    static JobRunner runner(Database database, String name) {
        var handlers = new ArrayList<JobHandler<?>>();
        for (var kind : JobKind.values()) {
            if (kind != JobKind.HANDLE_DELIVERY) {
                handlers.add(Contract.when(kind, (context, job) -> new JobResult.GaveUp("not expected")));
            }
        }
        handlers.add(Contract.<JobPayload.HandleDelivery>when(
                JobKind.HANDLE_DELIVERY,
                (context, job) -> new JobResult.Done(transaction -> {
                    transaction.deliveries().handled(job.delivery(), "handled");
                    transaction.audit(AuditEvent.of(name, "handle", job.delivery()));
                })));
        var config = RunnerConfig.named(name).polling(Duration.ofMillis(100)).heartbeat(Duration.ofMillis(250));
        return new JobRunner(database, Set.of(Capability.FORGE), List.copyOf(handlers), config);
    }
}

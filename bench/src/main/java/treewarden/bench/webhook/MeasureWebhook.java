package treewarden.bench.webhook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import treewarden.bench.serve.Launch;
import treewarden.bench.serve.ServeProcess;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.StandInGitHub;

/**
 * The run: the peer, our highest rate, our latency at half of it, the peer again; then what was acknowledged is counted in
 * the database. Arguments: the clone, and an empty folder on the volume to measure on.
 */
public final class MeasureWebhook {
    private static final int CONNECTIONS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration PHASE = Duration.ofSeconds(15);
    private static final Duration PEER = Duration.ofSeconds(6);

    private MeasureWebhook() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]).toAbsolutePath();
        var folder = Path.of(arguments[1]).toAbsolutePath();
        var body = new Deliveries(0, ServeProcess.SECRET).bytes();
        var peerBefore = CommitOneByOne.rate(folder.resolve("peer-before.db"), body, PEER);
        Load.Result warm;
        Load.Result full;
        Load.Result half;
        try (var github = StandInGitHub.start(GitHubOptions.defaults())) {
            github.repository("bench", "taxonomy");
            var launch = new Launch(home, folder, github.url(), "bench/taxonomy", "");
            try (var serve = ServeProcess.start(launch)) {
                var load = new Load(serve.port(), CONNECTIONS, new Deliveries(serve.port(), ServeProcess.SECRET));
                warm = load.atFullSpeed(WARM_UP);
                full = load.atFullSpeed(PHASE);
                half = load.atRate(full.rate() / 2, PHASE);
            }
        }
        var peerAfter = CommitOneByOne.rate(folder.resolve("peer-after.db"), body, PEER);
        var acknowledged = warm.accepted() + full.accepted() + half.accepted();
        var stored = stored(folder.resolve("data/treewarden.db"));
        print(full, half, (peerBefore + peerAfter) / 2, body.length, acknowledged, stored);
        if (stored < acknowledged || warm.refused() + full.refused() + half.refused() > 0) {
            System.err.println("acknowledged deliveries are missing, or some were refused");
            System.exit(1);
        }
    }

    private static void print(
            Load.Result full, Load.Result half, double peer, int bytes, long acknowledged, long stored) {
        var ratio = full.rate() / peer;
        System.out.printf(
                Locale.ROOT,
                """
                webhook: durable 202s a second, deliveries of %,d bytes, %d connections from another process

                  %-52s %,10.0f /s
                  %-52s %,10.0f /s
                  %-52s %10.2f
                  %-52s %,10.1f ms
                  %-52s %,10.1f ms
                  %-52s %,10d of %,d

                """,
                bytes,
                CONNECTIONS,
                "Treewarden, acknowledged after the commit",
                full.rate(),
                "one connection, one commit each, nothing else",
                peer,
                "ratio",
                ratio,
                "p99 at half our highest rate, from when it was due",
                half.milliseconds(0.99),
                "median at half our highest rate",
                half.milliseconds(0.5),
                "acknowledged deliveries found in the database",
                Math.min(stored, acknowledged),
                acknowledged);
        System.out.printf(
                Locale.ROOT,
                "{\"bench\": \"webhook\", \"ours\": %.0f, \"peer\": %.0f, \"ratio\": %.2f, \"unit\": \"durable 202s per second\","
                        + " \"p99_ms_at_half_rate\": %.1f}%n",
                full.rate(),
                peer,
                ratio,
                half.milliseconds(0.99));
    }

    private static long stored(Path database) throws SQLException {
        if (!Files.exists(database)) {
            return 0;
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from delivery")) {
            return count.next() ? count.getLong(1) : 0;
        }
    }
}

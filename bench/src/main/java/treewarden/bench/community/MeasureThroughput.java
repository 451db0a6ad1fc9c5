package treewarden.bench.community;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import treewarden.bench.serve.Launch;
import treewarden.bench.serve.ServeProcess;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;

/**
 * Pull requests a minute from their deliveries to a finished check, a comment and labels, with nothing that waits: GitHub and
 * the teacher answer at once, and writes are not spaced. A sample is made of each meanwhile. Beside it the 26 that GitHub's 80
 * content writes a minute allow at three writes each. Arguments: the clone, an empty folder, and the
 * number of pull requests where it is another one.
 */
public final class MeasureThroughput {
    /** GitHub's 80 content writes a minute, three for each pull request. */
    private static final int ALLOWED_A_MINUTE = 26;

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private MeasureThroughput() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]).toAbsolutePath();
        var folder = Path.of(arguments[1]).toAbsolutePath();
        int many = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 500;
        var sqlite = rate(new Setting(home, folder.resolve("sqlite"), many, 1, ""));
        double one;
        double two;
        try (var postgres = EmbeddedPostgres.builder().start()) {
            one = rate(new Setting(home, folder.resolve("one"), many, 1, database(postgres, "one")));
            two = rate(new Setting(home, folder.resolve("two"), many, 2, database(postgres, "two")));
        }
        System.out.printf(
                Locale.ROOT,
                """
                throughput: %d pull requests, GitHub and teacher without latency, writes not spaced

                  %-40s %,8.0f a minute
                  %-40s %,8.0f a minute
                  %-40s %,8.0f a minute
                  %-40s %,8d a minute

                {"bench": "throughput", "ours": %.0f, "peer": %d, "ratio": %.1f, "unit": "pull requests per minute", \
                "postgres_one": %.0f, "postgres_two": %.0f}
                """,
                many,
                "SQLite, one process",
                sqlite,
                "PostgreSQL, one process",
                one,
                "PostgreSQL, two processes",
                two,
                "GitHub's limit, at three writes each",
                ALLOWED_A_MINUTE,
                sqlite,
                ALLOWED_A_MINUTE,
                sqlite / ALLOWED_A_MINUTE,
                one,
                two);
    }

    private static String database(EmbeddedPostgres postgres, String name) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return """
                database:
                  postgres:
                    url: jdbc:postgresql://127.0.0.1:%d/%s
                    user: postgres
                """.formatted(postgres.getPort(), name);
    }

    /** @param database the section of the configuration; empty for SQLite */
    private record Setting(Path home, Path folder, int pullRequests, int processes, String database) {}

    private static double rate(Setting setting) throws Exception {
        var serving = new ArrayList<ServeProcess>();
        try (var community = new Community();
                var teacher = StandInTeacher.start(TeacherOptions.defaults())) {
            var more = setting.database() + """
                    teacher:
                      url: %s
                      model: %s
                    """.formatted(teacher.url(), teacher.model());
            var launch = new Launch(
                    setting.home(),
                    Files.createDirectories(setting.folder()),
                    community.github.url(),
                    Community.NAME,
                    more);
            for (int i = 0; i < setting.processes(); i++) {
                serving.add(ServeProcess.start(launch));
            }
            community.github.webhooks().target(serving.get(0).webhook(), ServeProcess.SECRET);
            warmUp(community);
            community.github.webhooks().hold();
            var pulls = community.opens(setting.pullRequests());
            long start = System.nanoTime();
            community.github.webhooks().release();
            ServeProcess.await(PATIENCE, "all verdicts", () -> areShown(community, pulls));
            return setting.pullRequests() * 60e9 / (System.nanoTime() - start);
        } finally {
            for (var each : serving) {
                each.close();
            }
        }
    }

    /** A few first, so that what is measured is not how Java starts. */
    private static void warmUp(Community community) {
        var first = new ArrayList<PullRequest>();
        for (int i = 0; i < 40; i++) {
            first.add(community.repository.contribute(
                    community.ada, "Warm " + i, "", Community.good(17_000 + i, "first")));
        }
        ServeProcess.await(PATIENCE, "the first verdicts", () -> areShown(community, first));
    }

    private static boolean areShown(Community community, List<PullRequest> pulls) {
        return pulls.stream().allMatch(community::isShown);
    }
}

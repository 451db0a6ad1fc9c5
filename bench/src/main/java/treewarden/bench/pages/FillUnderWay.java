package treewarden.bench.pages;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** As a service leaves its tables that is at work on the first samples: they run, the others wait for the teacher. */
final class FillUnderWay {
    private static final String WORKER = "serve-1";

    private static final String RUNNING = "select id from job where kind = 'RUN_SAMPLE' order by id limit 8";

    private FillUnderWay() {}

    /** On a database that nobody has open. */
    static void fill(Path file) throws SQLException {
        long now = Clock.systemUTC().millis();
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = database.createStatement()) {
            database.setAutoCommit(false);
            for (var sql : List.of(
                    "update scheduled_tasks set picked = 1, picked_by = '" + WORKER + "', last_heartbeat = " + now
                            + " where task_instance in (select cast(id as text) from (" + RUNNING + "))",
                    "insert into job_said (job, number, epoch, attempt, said_at, progress_done, progress_of, progress_what)"
                            + " select id, 1, 1, 1, " + now + ", 3, 10, 'questions answered' from (" + RUNNING + ")",
                    "update job set state = 'running', epoch = 1, attempts = 1, worker = '" + WORKER
                            + "', started_at = "
                            + now + ", progress_done = 3, progress_of = 10, progress_what = 'questions answered'"
                            + " where id in (" + RUNNING + ")")) {
                if (statement.executeUpdate(sql) == 0) {
                    throw new IllegalStateException("no sample is under way: " + sql);
                }
            }
            database.commit();
        }
    }
}

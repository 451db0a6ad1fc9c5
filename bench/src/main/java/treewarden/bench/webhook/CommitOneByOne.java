package treewarden.bench.webhook;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;

/**
 * The peer: one connection, plain JDBC, prepared statements, that commits the rows of a delivery one delivery after the
 * other to a SQLite file with WAL and synchronous FULL. It has no HTTP, no signature and no other work to do.
 */
final class CommitOneByOne {
    private static final String[] SCHEMA = {
        """
        create table delivery (id text primary key, event text not null, received_at bigint not null,
          encoding text not null, body_size integer not null, body blob, handled_at bigint, outcome text)
        """,
        "create index delivery_received on delivery (received_at)",
        """
        create table job (id bigint primary key, kind text not null, capability text not null, job_key text not null,
          payload text not null, state text not null, priority integer not null, attempts integer not null,
          not_before bigint not null, progress_done integer, progress_of integer, progress_what text, last_error text,
          result text, cancel_requested smallint not null, epoch bigint not null, worker text, created_at bigint not null,
          started_at bigint, finished_at bigint)
        """,
        "create unique index job_one_queued on job (job_key) where state = 'queued'",
        "create unique index job_one_running on job (job_key) where state = 'running'",
        "create index job_key_history on job (job_key, id)",
        "create index job_next on job (state, priority, id)",
        "create index job_finished on job (finished_at)",
        """
        create table scheduled_tasks (task_name text not null, task_instance text not null, task_data blob,
          execution_time timestamp not null, picked bit not null, picked_by text, last_success timestamp,
          last_failure timestamp, consecutive_failures integer, last_heartbeat timestamp, version integer not null,
          priority integer, primary key (task_name, task_instance))
        """,
        "create index scheduled_tasks_due on scheduled_tasks (execution_time)",
        "create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat)",
        "create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc)"
    };

    private CommitOneByOne() {}

    /** Committed deliveries a second. */
    static double rate(Path file, byte[] body, Duration length) throws SQLException {
        var properties = new Properties();
        properties.put("journal_mode", "WAL");
        properties.put("synchronous", "FULL");
        properties.put("foreign_keys", "true");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties)) {
            for (var statement : SCHEMA) {
                try (var create = connection.createStatement()) {
                    create.execute(statement);
                }
            }
            connection.setAutoCommit(false);
            return committed(connection, body, length);
        }
    }

    private static double committed(Connection connection, byte[] body, Duration length) throws SQLException {
        try (var delivery = connection.prepareStatement(
                        "insert into delivery (id, event, received_at, encoding, body_size, body) values (?,?,?,?,?,?)");
                var job = connection.prepareStatement("""
                        insert into job (id, kind, capability, job_key, payload, state, priority, attempts, not_before,
                          cancel_requested, epoch, created_at) values (?,?,?,?,?,?,?,?,?,?,?,?)
                        """);
                var task = connection.prepareStatement("""
                        insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version,
                          priority) values (?,?,?,?,?,?,?)
                        """)) {
            long start = System.nanoTime();
            long count = 0;
            while (System.nanoTime() - start < length.toNanos()) {
                var id = UUID.randomUUID().toString();
                long now = start / 1_000_000 + count;
                bind(delivery, id, Deliveries.EVENT, now, "plain", body.length, body);
                bind(
                        job,
                        ++count,
                        "HANDLE_DELIVERY",
                        "FORGE",
                        "delivery:" + id,
                        "{\"type\":\"HandleDelivery\",\"delivery\":\"" + id + "\"}",
                        "queued",
                        50,
                        0,
                        now,
                        0,
                        0,
                        now);
                bind(
                        task,
                        "forge",
                        Long.toString(count),
                        Long.toString(count).getBytes(StandardCharsets.US_ASCII),
                        now,
                        0,
                        1,
                        50);
                connection.commit();
            }
            return count / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}

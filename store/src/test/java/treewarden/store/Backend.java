package treewarden.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The databases that keep the contract. Each test gets one as fresh as from {@link Database#migrate}, only sooner. */
enum Backend {
    SQLITE {
        private final Path template = migratedFile();

        @Override
        DatabaseConfig fresh(Path folder) {
            var file = folder.resolve("treewarden.db");
            try {
                Files.copy(template, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return DatabaseConfig.sqlite(file);
        }

        @Override
        DatabaseConfig empty(Path folder) {
            return DatabaseConfig.sqlite(folder.resolve("treewarden.db"));
        }
    },
    POSTGRES {
        @Override
        DatabaseConfig fresh(Path folder) {
            return Server.clean();
        }

        @Override
        void giveBack(DatabaseConfig config) {
            Server.giveBack(config);
        }

        @Override
        DatabaseConfig empty(Path folder) {
            return Server.create("");
        }
    };

    /** One whose tables are there. */
    abstract DatabaseConfig fresh(Path folder);

    /** One without tables. */
    abstract DatabaseConfig empty(Path folder);

    /** For the next test: a database whose tables are as they were made, whatever is in them. */
    void giveBack(DatabaseConfig config) {}

    private static Path migratedFile() {
        try {
            var file = Files.createTempDirectory("treewarden-template").resolve("template.db");
            migrate(DatabaseConfig.sqlite(file));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void migrate(DatabaseConfig config) {
        try (var database = Database.open(config, Clock.systemUTC())) {
            database.migrate();
        }
    }

    /** A PostgreSQL server, started once for all tests of this process, and stopped with it. */
    private static final class Server {
        private static final AtomicInteger NUMBER = new AtomicInteger();
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        // Nothing of it is to survive, so nothing need be synced.
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "60")
                        .setServerConfig("deadlock_timeout", "50ms")
                        // On a machine that does much else meanwhile.
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                sql(postgres.getPostgresDatabase(), "create database treewarden");
                migrate(config(postgres, "treewarden"));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static final Deque<DatabaseConfig> CLEAN = new ConcurrentLinkedDeque<>();

        /** Emptied rather than made anew: a server with many databases is slow to stop. */
        static void giveBack(DatabaseConfig config) {
            sql(POSTGRES.getDatabase("postgres", nameOf(config)), """
                    set session_replication_role = replica; -- as the audit refuses to be emptied
                    truncate repository, delivery, contribution, undo_offer, page_reply, approval, run, sample, outbox, forge_id, artifact, leaf_example, token_account,
                      last_look, redelivery, answered_comment, blob_name, checked_base, page_session,
                      contribution_text, contribution_leaf, saved_view, queue_day, state_count, job_attempt, job_said,
                      audit, job, scheduled_tasks, worker, api_token, release, release_output, withdrawal,
                      trial_question;
                    update audit_head set number = 0, hash = repeat('0', 64);
                    alter sequence job_id restart;
                    alter sequence outbox_id restart;
                    """);
            CLEAN.add(config);
        }

        static DatabaseConfig clean() {
            var clean = CLEAN.poll();
            return clean == null ? create("template treewarden") : clean;
        }

        static DatabaseConfig create(String like) {
            var name = "test" + NUMBER.incrementAndGet();
            sql(POSTGRES.getPostgresDatabase(), "create database " + name + " " + like);
            return config(POSTGRES, name);
        }

        private static DatabaseConfig config(EmbeddedPostgres postgres, String name) {
            return DatabaseConfig.postgres(
                    "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name, "postgres", "postgres");
        }

        private static String nameOf(DatabaseConfig config) {
            var url = ((DatabaseConfig.Postgres) config).url();
            return url.substring(url.lastIndexOf('/') + 1);
        }

        private static void sql(DataSource on, String sql) {
            try (var connection = on.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

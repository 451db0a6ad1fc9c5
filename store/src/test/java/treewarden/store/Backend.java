package treewarden.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that keep the contract. Each test gets a fresh one, copied from one that was migrated once. */
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
            return Server.create("template treewarden");
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
                        .start();
                sql(postgres, "create database treewarden");
                migrate(config(postgres, "treewarden"));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static DatabaseConfig create(String like) {
            var name = "test" + NUMBER.incrementAndGet();
            sql(POSTGRES, "create database " + name + " " + like);
            return config(POSTGRES, name);
        }

        private static DatabaseConfig config(EmbeddedPostgres postgres, String name) {
            return DatabaseConfig.postgres(
                    "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name, "postgres", "postgres");
        }

        private static void sql(EmbeddedPostgres postgres, String sql) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

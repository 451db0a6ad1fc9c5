package treewarden.store;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which database, and how it is reached. */
public sealed interface DatabaseConfig {
    /** The embedded database in this file, for one process. */
    static Sqlite sqlite(Path file) {
        return new Sqlite(file, Duration.ofSeconds(5), 4, null);
    }

    /** A PostgreSQL server, for one process or several. */
    static Postgres postgres(String url, String user, String password) {
        return new Postgres(url, user, password, 12);
    }

    /**
     * SQLite in WAL mode, each commit synced to the disk.
     *
     * @param busyTimeout how long a writer waits for a foreign process (a backup, a shell) that holds the file
     * @param readers how many can read at the same time; there is always exactly one writer
     * @param maxPages the most pages of 4,096 bytes that the file may have; null for no limit but the disk's
     */
    record Sqlite(
            Path file,
            Duration busyTimeout,
            int readers,
            @Nullable Integer maxPages) implements DatabaseConfig {
        /** The same database, no larger than this. */
        public Sqlite atMostPages(int pages) {
            return new Sqlite(file, busyTimeout, readers, pages);
        }

        /** The same database with another patience for foreign writers. */
        public Sqlite busyTimeout(Duration timeout) {
            return new Sqlite(file, timeout, readers, maxPages);
        }
    }

    /**
     * PostgreSQL.
     *
     * @param url as JDBC has it: {@code jdbc:postgresql://host:5432/treewarden}
     * @param connections the most connections that this process holds
     */
    record Postgres(String url, String user, String password, int connections) implements DatabaseConfig {
        /** Without the password, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Postgres[url=" + url + ", user=" + user + "]";
        }
    }
}

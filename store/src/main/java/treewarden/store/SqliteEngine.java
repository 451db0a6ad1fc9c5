package treewarden.store;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * SQLite: exactly one connection writes, so that writers of this process wait for each other in a queue instead of
 * failing, and several read beside it. The queue's library shares the writing connection.
 */
final class SqliteEngine implements Engine {
    private static final Duration TURN = Duration.ofSeconds(10);

    private final @Nullable OwnerLock lock;
    private final OneWriter writer;
    private final HikariDataSource reader;

    private SqliteEngine(@Nullable OwnerLock lock, OneWriter writer, HikariDataSource reader) {
        this.lock = lock;
        this.writer = writer;
        this.reader = reader;
    }

    static SqliteEngine open(DatabaseConfig.Sqlite config) {
        createFolderOf(config);
        var lock = OwnerLock.take(config.file());
        try {
            return open(config, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** For a process that works beside the owner: SQLite itself keeps their writes apart. */
    static SqliteEngine beside(DatabaseConfig.Sqlite config) {
        createFolderOf(config);
        return open(config, null);
    }

    private static SqliteEngine open(DatabaseConfig.Sqlite config, @Nullable OwnerLock lock) {
        var writing = pool(config, "writer", 1);
        writing.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        var writer = new OneWriter(new HikariDataSource(writing), patience(config));
        var reading = pool(config, "reader", config.readers());
        reading.setConnectionInitSql("pragma query_only = true");
        // KiB, below zero: what the pages of a large queue are made of stays in memory.
        reading.addDataSourceProperty("cache_size", "-16384");
        return new SqliteEngine(lock, writer, new HikariDataSource(reading));
    }

    private static void createFolderOf(DatabaseConfig.Sqlite config) {
        try {
            Files.createDirectories(config.file().toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the database cannot be made: " + e.getMessage(), e);
        }
    }

    /** How long a thread waits for its turn: longer than the writer before it can wait for a foreign process. */
    private static Duration patience(DatabaseConfig.Sqlite config) {
        var twice = config.busyTimeout().multipliedBy(2);
        return twice.compareTo(TURN) > 0 ? twice : TURN;
    }

    private static HikariConfig pool(DatabaseConfig.Sqlite config, String name, int size) {
        var pool = new HikariConfig();
        pool.setPoolName("sqlite-" + name);
        pool.setJdbcUrl("jdbc:sqlite:" + config.file().toAbsolutePath());
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(patience(config).toMillis());
        // A file is never far away: connections stay.
        pool.setMaxLifetime(0);
        pool.addDataSourceProperty("journal_mode", "WAL");
        // A delivery that is acknowledged survives a power cut: each commit is synced.
        pool.addDataSourceProperty("synchronous", "FULL");
        pool.addDataSourceProperty("foreign_keys", "true");
        pool.addDataSourceProperty(
                "busy_timeout", Long.toString(config.busyTimeout().toMillis()));
        if (config.maxPages() != null) {
            pool.addDataSourceProperty("max_page_count", config.maxPages().toString());
        }
        return pool;
    }

    @Override
    public DataSource writer() {
        return writer.view(Turns.Lane.SLOW, OneWriter.Sync.AT_ONCE);
    }

    @Override
    public DataSource intake() {
        return writer.view(Turns.Lane.FAST, OneWriter.Sync.AT_ONCE);
    }

    @Override
    public DataSource picker() {
        return writer.view(Turns.Lane.SLOW, OneWriter.Sync.LATER);
    }

    @Override
    public DataSource reader() {
        return reader;
    }

    @Override
    public Map<String, String> typeNames() {
        return Map.of("bytes", "blob");
    }

    @Override
    public String migrations() {
        return "classpath:db/sqlite";
    }

    @Override
    public List<Long> nextIds(Handle handle, String counter, int count) {
        long last = handle.createQuery(
                        "update id_counter set value = value + :count where name = :name returning value")
                .bind("count", count)
                .bind("name", counter)
                .mapTo(Long.class)
                .one();
        return LongStream.rangeClosed(last - count + 1, last).boxed().toList();
    }

    @Override
    public SearchIndex search() {
        return new SqliteSearch();
    }

    @Override
    public JdbcCustomization scheduling() {
        return new SqliteJdbcCustomization();
    }

    @Override
    public boolean readsByRequest() {
        return false;
    }

    @Override
    public boolean isExclusive() {
        return lock != null;
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
        if (lock != null) {
            lock.close();
        }
    }
}

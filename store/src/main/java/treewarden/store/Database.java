package treewarden.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The door to everything that is stored. Safe for use by many threads.
 *
 * <p>{@link #write} and {@link #run} are transactions: all of it is committed, or none. {@link #read} sees one state of
 * the database. Both throw {@link StoreUnavailable} when the database cannot be reached or written at the moment.
 */
public final class Database implements AutoCloseable {
    private static final int TRIES = 4;

    private final Engine engine;
    private final Clock clock;
    private final Jdbi writer;
    private final Jdbi intake;
    private final Jdbi picker;
    private final Jdbi reader;
    private final Schema schema;
    private final Changes changes = new Changes();
    private final List<Runnable> runners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean predecessorsBuried = new AtomicBoolean();
    private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);

    private Database(Engine opened, Clock clock, UnaryOperator<DataSource> watch) {
        this.engine = new WatchedEngine(opened, watch);
        this.clock = clock;
        this.writer = Jdbi.create(engine.writer());
        this.intake = Jdbi.create(engine.intake());
        this.picker = Jdbi.create(engine.picker());
        this.reader = Jdbi.create(engine.reader());
        this.schema = new Schema(opened);
    }

    /**
     * Opens the database; its tables are made by {@link #migrate}.
     *
     * @param clock a {@link SteadyClock} in a service, one that can be set in a test
     */
    public static Database open(DatabaseConfig config, Clock clock) {
        return open(config, clock, UnaryOperator.identity());
    }

    /** As {@link #open(DatabaseConfig, Clock)}, with somebody between us and the database: to measure it. */
    public static Database open(DatabaseConfig config, Clock clock, UnaryOperator<DataSource> watch) {
        return open(
                clock,
                watch,
                () -> config instanceof DatabaseConfig.Sqlite sqlite
                        ? SqliteEngine.open(sqlite)
                        : PostgresEngine.open((DatabaseConfig.Postgres) config));
    }

    /**
     * Opens it for a service, with a {@link SteadyClock}: the machine's where the database is a file of the machine, and the
     * server's where it is a server. So processes on machines whose clocks differ agree on who is alive, and none takes
     * another one's jobs because it believes that it is later.
     */
    public static Database openInItsTime(DatabaseConfig config, Clock wall) {
        if (config instanceof DatabaseConfig.Sqlite) {
            return open(config, SteadyClock.startingAt(wall));
        }
        return open(
                () -> PostgresEngine.open((DatabaseConfig.Postgres) config),
                engine -> SteadyClock.startingAt(Clock.offset(wall, Duration.between(wall.instant(), timeOf(engine)))),
                UnaryOperator.identity());
    }

    private static Instant timeOf(Engine engine) {
        return Jdbi.create(engine.reader())
                .withHandle(handle -> handle.createQuery("select clock_timestamp()")
                        .mapTo(OffsetDateTime.class)
                        .one())
                .toInstant();
    }

    /**
     * Opens a database that another process may be working with: for commands that read, or write a row or two, and run
     * no jobs.
     */
    public static Database openBeside(DatabaseConfig config, Clock clock) {
        return open(
                clock,
                UnaryOperator.identity(),
                () -> config instanceof DatabaseConfig.Sqlite sqlite
                        ? SqliteEngine.beside(sqlite)
                        : PostgresEngine.open((DatabaseConfig.Postgres) config));
    }

    private static Database open(Clock clock, UnaryOperator<DataSource> watch, Supplier<Engine> opening) {
        return open(opening, engine -> clock, watch);
    }

    private static Database open(
            Supplier<Engine> opening, Function<Engine, Clock> clock, UnaryOperator<DataSource> watch) {
        try {
            var engine = opening.get();
            try {
                return new Database(engine, clock.apply(engine), watch);
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** Brings the tables to the form that this program knows; throws {@link SchemaTooNew} where a newer one was here. */
    public void migrate() {
        schema.migrate();
        run(transaction -> transaction.search().fill());
    }

    /** True when {@link #migrate} has something to do; throws {@link SchemaTooNew} as it does. */
    public boolean isOutdated() {
        schema.refuseNewer();
        return schema.isOutdated();
    }

    /**
     * Does the work in one transaction, which is committed when it returns. The work may be done again where the
     * database chose it as the victim of a deadlock, so it must have no other effect. Not to be nested.
     */
    public <T> T write(Function<Transaction, T> work) {
        return write(writer, work);
    }

    /** {@link #write} before others who wait. */
    <T> T writeFirst(Function<Transaction, T> work) {
        return write(intake, work);
    }

    /** {@link #write} of what may be lost in a power cut, as it is then done again: who runs which job. */
    <T> T pick(Function<Transaction, T> work) {
        return write(picker, work);
    }

    private <T> T write(Jdbi through, Function<Transaction, T> work) {
        if (writing.get()) {
            throw new IllegalStateException("A transaction is open on this thread: use it instead of a second one.");
        }
        writing.set(true);
        Committed<T> committed;
        try {
            committed = committed(through, work);
        } finally {
            writing.remove();
        }
        committed.afterwards().forEach(Runnable::run);
        return committed.result();
    }

    /** {@link #write} for work without a result. */
    public void run(Consumer<Transaction> work) {
        write(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    /** Reads one state of the database. Whoever writes here is refused by the database. */
    public <T> T read(Function<Tables, T> work) {
        try {
            return reader.inTransaction(handle -> {
                if (engine.readsByRequest()) {
                    handle.setReadOnly(true);
                }
                return work.apply(new Tables(new Session(handle, engine, clock)));
            });
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** Throws {@link StoreUnavailable} unless something can be written now. */
    public void probe() {
        run(transaction -> transaction.audit().touch());
    }

    /** Changes of contributions and of jobs that this process made. */
    public Changes changes() {
        return changes;
    }

    public Clock clock() {
        return clock;
    }

    Engine engine() {
        return engine;
    }

    /** Calls this whenever there may be something new to run. */
    Changes.Subscription whenJobsCome(Runnable runner) {
        runners.add(runner);
        return () -> runners.remove(runner);
    }

    /**
     * Where this process owns the database alone, whatever is marked as running was left by a process that is dead: it
     * is queued again at once, without waiting for its heartbeat to run out. Does so once.
     */
    void buryPredecessors() {
        if (engine.isExclusive() && predecessorsBuried.compareAndSet(false, true)) {
            run(transaction -> transaction.endings().takeBackAll());
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private record Committed<T>(T result, List<Runnable> afterwards) {}

    private <T> Committed<T> committed(Jdbi through, Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return through.inTransaction(handle -> {
                    var afterwards = new Afterwards();
                    var transaction = new Transaction(new Session(handle, engine, clock), afterwards);
                    T result = work.apply(transaction);
                    transaction.complete();
                    return new Committed<>(result, afterwards.actions());
                });
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isVictim(e)) {
                    throw translated(e);
                }
            }
        }
    }

    /** What a transaction leaves to be done once it is committed. */
    final class Afterwards {
        private final List<Runnable> actions = new ArrayList<>();
        private boolean wakes;
        private boolean moves;

        void publish(Change change) {
            actions.add(() -> changes.publish(change));
        }

        void wakeRunners() {
            if (!wakes) {
                wakes = true;
                actions.add(() -> runners.forEach(Runnable::run));
            }
            jobsMove();
        }

        void jobsMove() {
            if (!moves) {
                moves = true;
                actions.add(changes::jobsMoved);
            }
        }

        private List<Runnable> actions() {
            return actions;
        }
    }

    /** PostgreSQL ends one of two transactions that wait for each other (40P01) or cannot be ordered (40001). */
    private static boolean isVictim(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("40");
            }
        }
        return false;
    }

    /** Whether a row was refused because one with its key is there. */
    static boolean isDuplicate(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static RuntimeException translated(RuntimeException failure) {
        var unavailable = StoreUnavailable.of(failure);
        return unavailable.isPresent() ? unavailable.get() : failure;
    }
}

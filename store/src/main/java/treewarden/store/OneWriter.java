package treewarden.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes to a SQLite database, handed from thread to thread by {@link Turns}. The views of it
 * differ in their lane, and in when their commits reach the disk.
 */
final class OneWriter implements AutoCloseable {
    /** When a commit has reached the disk. */
    enum Sync {
        /** When it returns: it survives a power cut. */
        AT_ONCE("full"),
        /**
         * With the next commit that is synced. It survives the end of the process, and after a power cut the database is
         * as it was a little earlier: enough for saying who runs which job, as the job is just run again.
         */
        LATER("normal");

        private final String pragma;

        Sync(String pragma) {
            this.pragma = pragma;
        }
    }

    private final HikariDataSource pool;
    private final Duration patience;
    private final Turns turns = new Turns();
    /** Only changed by whose turn it is. */
    private volatile Sync sync = Sync.AT_ONCE;

    /** {@code pool} has one connection, which syncs at once. */
    OneWriter(HikariDataSource pool, Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    DataSource view(Turns.Lane lane, Sync wanted) {
        return new View(lane, wanted);
    }

    private Connection connect(Turns.Lane lane, Sync wanted) throws SQLException {
        turns.take(lane, patience);
        boolean handedOut = false;
        try {
            var connection = pool.getConnection();
            try {
                set(connection, wanted);
                handedOut = true;
            } finally {
                if (!handedOut) {
                    connection.close();
                }
            }
            return endingTheTurn(connection);
        } finally {
            if (!handedOut) {
                turns.end();
            }
        }
    }

    private void set(Connection connection, Sync wanted) throws SQLException {
        if (sync != wanted) {
            try (var statement = connection.createStatement()) {
                statement.execute("pragma synchronous = " + wanted.pragma);
            }
            sync = wanted;
        }
    }

    /** The connection, which ends the turn when it is closed. */
    private Connection endingTheTurn(Connection connection) {
        var open = new boolean[] {true};
        return (Connection) Proxy.newProxyInstance(
                OneWriter.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("close")) {
                        return passOn(connection, method, arguments);
                    }
                    if (open[0]) {
                        open[0] = false;
                        try {
                            connection.close();
                        } finally {
                            turns.end();
                        }
                    }
                    return null;
                });
    }

    private static @Nullable Object passOn(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private final class View implements DataSource {
        private final Turns.Lane lane;
        private final Sync wanted;

        View(Turns.Lane lane, Sync wanted) {
            this.lane = lane;
            this.wanted = wanted;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return connect(lane, wanted);
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException("a SQLite database has no users");
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}

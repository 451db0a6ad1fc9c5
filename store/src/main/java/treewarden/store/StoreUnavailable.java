package treewarden.store;

import com.zaxxer.hikari.pool.HikariPool;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database cannot be reached or written at the moment. Nothing was stored; the same may succeed later. The message
 * tells the operator what to do.
 */
public final class StoreUnavailable extends RuntimeException {
    private StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** The failure in these words, where it is of a kind that passes. */
    static Optional<StoreUnavailable> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailable already) {
                return Optional.of(already);
            }
            var advice = cause instanceof SQLiteException sqlite
                    ? adviceOn(sqlite.getResultCode())
                    : cause instanceof SQLException sql ? adviceOn(sql) : null;
            if (advice != null) {
                return Optional.of(new StoreUnavailable(advice, failure));
            }
            if (cause instanceof HikariPool.PoolInitializationException) {
                return Optional.of(
                        new StoreUnavailable("The database cannot be opened: " + cause.getMessage() + ".", failure));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String adviceOn(SQLiteErrorCode code) {
        // The low byte is the primary code; the rest says more about it.
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_FULL -> "The database cannot grow: the disk is full. Free some space on its volume.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "The database is held by another process, such as a backup or a shell. Wait for it, or end it.";
            case SQLITE_READONLY, SQLITE_PERM ->
                "The database cannot be written: its file or folder is read-only for this user.";
            case SQLITE_IOERR, SQLITE_CANTOPEN ->
                "The database's disk answers with an error. Look at the volume and at the system's log.";
            default -> null;
        };
    }

    private static @Nullable String adviceOn(SQLException sql) {
        if (sql instanceof SQLTransientConnectionException) {
            return "No connection to the database became free in time: it is overloaded or does not answer.";
        }
        var state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.startsWith("53")) {
            return "The database server is out of disk, memory or connections: " + sql.getMessage() + ".";
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "The database server does not answer or is restarting: " + sql.getMessage() + ".";
        }
        if (state.equals("25006")) {
            return "The database server only lets us read: it is a standby or was set read-only.";
        }
        return null;
    }
}

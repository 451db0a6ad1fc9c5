package treewarden.app.serve;

import java.time.Clock;
import treewarden.app.config.Config.DatabaseSettings;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;

/** Opens the database that the operator chose. */
public final class OpenDatabase {
    private OpenDatabase() {}

    public static Database of(DatabaseSettings settings, Clock clock) {
        return Database.open(config(settings), clock);
    }

    /** Opens it for a process that runs jobs, whose clock is then {@link Database#clock}. */
    static Database inItsTime(DatabaseSettings settings, Clock wall) {
        return Database.openInItsTime(config(settings), wall);
    }

    /** Opens it for a command that may run while the service does. */
    public static Database beside(DatabaseSettings settings, Clock clock) {
        return Database.openBeside(config(settings), clock);
    }

    private static DatabaseConfig config(DatabaseSettings settings) {
        if (settings instanceof DatabaseSettings.Sqlite sqlite) {
            return DatabaseConfig.sqlite(sqlite.file());
        }
        var postgres = (DatabaseSettings.Postgres) settings;
        var password = postgres.password();
        return DatabaseConfig.postgres(postgres.url(), postgres.user(), password == null ? "" : password.reveal());
    }
}

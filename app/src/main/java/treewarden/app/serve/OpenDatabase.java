package treewarden.app.serve;

import java.time.Clock;
import treewarden.app.config.Config.DatabaseSettings;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;

/** Opens the database that the operator chose. */
public final class OpenDatabase {
    private OpenDatabase() {}

    public static Database of(DatabaseSettings settings, Clock clock) {
        if (settings instanceof DatabaseSettings.Sqlite sqlite) {
            return Database.open(DatabaseConfig.sqlite(sqlite.file()), clock);
        }
        var postgres = (DatabaseSettings.Postgres) settings;
        var password = postgres.password();
        return Database.open(
                DatabaseConfig.postgres(postgres.url(), postgres.user(), password == null ? "" : password.reveal()),
                clock);
    }
}

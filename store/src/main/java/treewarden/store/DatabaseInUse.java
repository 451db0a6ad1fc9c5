package treewarden.store;

import java.nio.file.Path;

/** Another process owns the SQLite database. */
public final class DatabaseInUse extends RuntimeException {
    DatabaseInUse(Path file, String owner) {
        super("The database " + file + " is in use by another Treewarden process" + owner
                + ". Stop that one first; to run more than one process, use PostgreSQL.");
    }
}

package treewarden.app.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import treewarden.store.Database;
import treewarden.store.StoreUnavailable;

/**
 * Whether this process can take deliveries and work on them. It asks nothing of the code host or the teacher: when those
 * are away, deliveries must still be taken.
 */
final class Readiness {
    private static final long LEAST_FREE_BYTES = 256L << 20;

    private final Database database;
    private final Path artifacts;

    Readiness(Database database, Path artifacts) {
        this.database = database;
        this.artifacts = artifacts;
    }

    /** What stands in the way, each a sentence for the operator; empty when ready. */
    List<String> troubles() {
        var troubles = new ArrayList<String>();
        try {
            if (database.isOutdated()) {
                troubles.add("the database waits for migrations; run treewarden migrate");
            }
            database.probe();
        } catch (StoreUnavailable e) {
            troubles.add("the database cannot be written: " + e.getMessage());
        }
        try {
            var free = Files.getFileStore(artifacts).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                troubles.add("only " + (free >> 20) + " MiB are free at " + artifacts + "; make room");
            }
        } catch (IOException e) {
            troubles.add("the folder " + artifacts + " cannot be looked at: " + e.getMessage());
        }
        return troubles;
    }
}

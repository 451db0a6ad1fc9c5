package treewarden.store;

/** The database was written by a newer program than this one. */
public final class SchemaTooNew extends RuntimeException {
    SchemaTooNew(String found, String known) {
        super("The database has schema version " + found + ", and this program knows versions up to " + known
                + ". Start the newer Treewarden that wrote it, or restore the backup from before the upgrade.");
    }
}

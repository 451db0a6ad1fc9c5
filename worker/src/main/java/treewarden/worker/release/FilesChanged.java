package treewarden.worker.release;

/** Files of a stage are gone or have other contents: what follows from them would be of nobody knows what. */
public final class FilesChanged extends RuntimeException {
    FilesChanged(String what) {
        super(what + "; cancel this release and start another one: what the teacher answered is kept, and is not asked"
                + " again");
    }
}

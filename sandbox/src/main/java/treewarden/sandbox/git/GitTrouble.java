package treewarden.sandbox.git;

import java.io.IOException;

/** The repository's files could not be read or written; the message names what was being done. */
public final class GitTrouble extends RuntimeException {
    GitTrouble(String doing, IOException cause) {
        super("Could not " + doing + ": " + cause.getMessage(), cause);
    }
}

package treewarden.bot.check;

import treewarden.domain.Printable;

/** What was read is of more than one commit, because somebody pushed meanwhile: read again. */
final class HeadMoved extends RuntimeException {
    private static final long serialVersionUID = 1;

    private HeadMoved(String message) {
        super(message);
    }

    /** A file is not as the list of files says. */
    static HeadMoved at(String path) {
        return new HeadMoved(
                "the head moved while it was read: " + Printable.quoted(path) + " is not as the list of files says");
    }
}

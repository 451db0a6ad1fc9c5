package treewarden.forge;

/** A delivery that cannot be read; the message says what is wrong with it. */
public final class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedEvent(String message) {
        super(message);
    }
}

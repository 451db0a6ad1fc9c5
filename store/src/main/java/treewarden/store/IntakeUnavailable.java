package treewarden.store;

/** The delivery was not stored and must be sent again: the answer to its sender is 503. */
public final class IntakeUnavailable extends RuntimeException {
    IntakeUnavailable(String message) {
        super(message);
    }

    IntakeUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

package treewarden.sdg.generate;

/** A run that ended before its data was complete; the message says why and what to do. What was answered is kept. */
public final class GenerateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GenerateException(String message) {
        super(message);
    }

    GenerateException(String message, Throwable cause) {
        super(message, cause);
    }
}

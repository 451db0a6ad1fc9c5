package treewarden.sdg.token;

/** The configured tokenizer cannot be used. The message says what to do. */
public final class UnusableTokenizer extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableTokenizer(String message) {
        super(message);
    }

    UnusableTokenizer(String message, Throwable cause) {
        super(message, cause);
    }
}

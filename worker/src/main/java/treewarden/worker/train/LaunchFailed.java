package treewarden.worker.train;

/** The trainer cannot be started, or nobody can be asked whether it was. The message tells the operator what to do. */
public final class LaunchFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    LaunchFailed(String message) {
        super(message);
    }

    LaunchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}

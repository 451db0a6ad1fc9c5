package treewarden.app.command;

/** A command cannot go on. The message is one line that says what to do. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Wrong usage or configuration: exit code 2. */
    public static CommandFailed usage(String message) {
        return new CommandFailed(2, message);
    }

    /** What was asked about is bad, or could not be reached: exit code 1. */
    public static CommandFailed bad(String message) {
        return new CommandFailed(1, message);
    }

    public int exitCode() {
        return exitCode;
    }
}

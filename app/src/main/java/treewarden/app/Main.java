package treewarden.app;

import io.javalin.util.JavalinBindException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import treewarden.app.command.CommandFailed;
import treewarden.app.command.Treewarden;
import treewarden.app.config.InvalidConfiguration;
import treewarden.store.DatabaseInUse;
import treewarden.store.SchemaTooNew;
import treewarden.store.StoreUnavailable;

/** Where the process begins. Exit codes: 0 fine, 1 the thing asked about is bad, 2 wrong usage or configuration. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(arguments).execute(arguments));
    }

    /** The command line, so that tests run it as a user would, with writers of their own. */
    static CommandLine commandLine(String... arguments) {
        return Treewarden.commandLine(List.of(arguments))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()))
                .setParameterExceptionHandler((failure, given) -> {
                    var err = failure.getCommandLine().getErr();
                    // Picocli begins some messages with a word of its own.
                    err.println("treewarden: "
                            + String.valueOf(failure.getMessage()).replaceFirst("^Error: ", "")
                            + ". See: "
                            + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
                    return CommandLine.ExitCode.USAGE;
                });
    }

    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof CommandFailed failed) {
            err.println("treewarden: " + failed.getMessage());
            return failed.exitCode();
        }
        if (failure instanceof DatabaseInUse
                || failure instanceof SchemaTooNew
                || failure instanceof StoreUnavailable
                // A folder or file that cannot be made, read or written; its message says which.
                || failure instanceof UncheckedIOException) {
            err.println("treewarden: " + failure.getMessage());
            return 1;
        }
        if (failure instanceof JavalinBindException) {
            // The same words for every reason; the cause tells a port in use from an address of another machine.
            err.println("treewarden: " + failure.getMessage() + " (" + causeOf(failure) + ")");
            return 1;
        }
        if (failure instanceof InvalidConfiguration invalid) {
            invalid.problems().forEach(err::println);
            err.println("treewarden: the configuration cannot be used; problems: "
                    + invalid.problems().size());
            return CommandLine.ExitCode.USAGE;
        }
        err.println("treewarden: this should not have happened. Please report it with the lines below.");
        failure.printStackTrace(err);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String causeOf(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}

package treewarden.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** What came of a command line. */
record Ran(int exitCode, String out, String err) {

    /** Runs it in this process, as {@link Main} does. */
    static Ran treewarden(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        int exitCode = Main.commandLine(words)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Ran(exitCode, out.toString(), err.toString());
    }
}

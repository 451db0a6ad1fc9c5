package treewarden.sdg.document;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The process that parses documents: it takes one after the other from its standard input and answers on its standard
 * output, until the input ends. {@link ReaderProcess} starts and ends it.
 */
final class ReaderMain {
    /** A text is in the answer, or the reason why there is none. */
    static final int READ = 1;

    static final int UNREADABLE = 2;

    private static volatile long since;

    private ReaderMain() {}

    /**
     * Runs it.
     *
     * @param arguments the most characters of a text, and the milliseconds after which it ends itself should nobody else
     */
    public static void main(String[] arguments) throws IOException {
        int longest = Integer.parseInt(arguments[0]);
        endAfter(Duration.ofMillis(Long.parseLong(arguments[1])));
        var answers = new DataOutputStream(new BufferedOutputStream(System.out));
        // What a library prints must not get between the answers.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        var requests = new DataInputStream(new BufferedInputStream(System.in));
        while (true) {
            DocumentFormat format;
            try {
                format = DocumentFormat.valueOf(requests.readUTF());
            } catch (EOFException e) {
                return;
            }
            since = System.nanoTime();
            var bytes = new byte[requests.readInt()];
            requests.readFully(bytes);
            answer(ReadBytes.read(format, bytes, longest), answers);
            since = 0;
        }
    }

    private static void answer(Reading reading, DataOutputStream answers) throws IOException {
        if (reading instanceof Reading.Read read) {
            answers.writeByte(READ);
            write(read.text(), answers);
            answers.writeInt(read.notes().size());
            for (var note : read.notes()) {
                write(note, answers);
            }
        } else if (reading instanceof Reading.Unreadable unreadable) {
            answers.writeByte(UNREADABLE);
            write(unreadable.why(), answers);
        }
        answers.flush();
    }

    private static void write(String text, DataOutputStream answers) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        answers.writeInt(bytes.length);
        answers.write(bytes);
    }

    /** Whoever started this may be gone; a document that is never done must not outlive it for long. */
    private static void endAfter(Duration longest) {
        var watch = new Thread(() -> {
            while (true) {
                long start = since;
                if (start != 0 && System.nanoTime() - start > longest.toNanos()) {
                    Runtime.getRuntime().halt(1);
                }
                try {
                    Thread.sleep(1_000);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        watch.setDaemon(true);
        watch.start();
    }
}

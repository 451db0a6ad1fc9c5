package treewarden.sdg.document;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The other process that documents are parsed in. It is started with the first document, reads many, and is started anew
 * when a document was too much for it: one that takes too long, too much memory, or the whole process down.
 */
final class ReaderProcess implements AutoCloseable {
    /** What Java exits with where it is told to do so when memory is short. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int MOST_NOTES = 100;

    private final ReadSettings settings;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "document-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable Child child;

    ReaderProcess(ReadSettings settings) {
        this.settings = settings;
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The process with its two pipes. */
    private record Child(Process process, DataOutputStream requests, DataInputStream answers) {
        static Child of(Process process) {
            return new Child(
                    process,
                    new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16)),
                    new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16)));
        }

        void end() {
            process.destroyForcibly();
        }
    }

    /** It is gone, and not because of the document as far as one can tell. */
    private static final class Gone extends IOException {
        private static final long serialVersionUID = 1;

        Gone(String message, IOException cause) {
            super(message, cause);
        }
    }

    /** One document after the other, whoever asks. */
    synchronized Reading read(DocumentFormat format, byte[] bytes) {
        try {
            try {
                return ask(format, bytes);
            } catch (Gone e) {
                // Ended from outside, perhaps. A document that does this twice does it itself.
                return ask(format, bytes);
            }
        } catch (IOException e) {
            return new Reading.Unreadable(
                    "the process that reads documents " + e.getMessage()
                            + "; if other documents are read, save this one anew",
                    Stability.PASSING);
        }
    }

    private Reading ask(DocumentFormat format, byte[] bytes) throws IOException {
        var asked = running();
        var late = new AtomicBoolean();
        var deadline = timer.schedule(
                () -> {
                    late.set(true);
                    asked.end();
                },
                settings.deadline().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            asked.requests().writeUTF(format.name());
            asked.requests().writeInt(bytes.length);
            asked.requests().write(bytes);
            asked.requests().flush();
            return answer(asked.answers());
        } catch (IOException e) {
            int exitCode = exitCode(asked);
            return explain(exitCode, late.get(), e);
        } finally {
            deadline.cancel(false);
        }
    }

    private Reading explain(int exitCode, boolean late, IOException cause) throws Gone {
        if (late) {
            return new Reading.Unreadable(
                    "it takes more than "
                            + settings.deadline().toSeconds()
                            + " seconds to read, far more than documents do: split it, or save it anew in a simpler form",
                    // On a machine that is less busy it may be done in time.
                    Stability.PASSING);
        }
        if (exitCode == OUT_OF_MEMORY) {
            return new Reading.Unreadable(
                    "it takes more than " + settings.heapMegabytes()
                            + " MiB of memory to read, far more than documents do: split it, or save it anew in a simpler form");
        }
        throw new Gone("ended unexpectedly (exit code " + exitCode + ")", cause);
    }

    /** Its pipes close a moment before it has an exit code. */
    private static int exitCode(Child child) {
        try {
            if (!child.process().waitFor(2, TimeUnit.SECONDS)) {
                child.end();
            }
            return child.process().waitFor();
        } catch (InterruptedException e) {
            child.end();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private Reading answer(DataInputStream answers) throws IOException {
        int kind = answers.readByte();
        var text = text(answers);
        if (kind == ReaderMain.UNREADABLE) {
            return new Reading.Unreadable(text);
        }
        int count = answers.readInt();
        if (kind != ReaderMain.READ || count < 0 || count > MOST_NOTES) {
            throw new IOException("gave an answer that is none");
        }
        var notes = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            notes.add(text(answers));
        }
        return new Reading.Read(text, notes);
    }

    private String text(DataInputStream answers) throws IOException {
        int length = answers.readInt();
        // Three bytes a character are the most that UTF-8 takes of what Java counts as one.
        if (length < 0 || length > 3L * settings.longestText() + 10_000) {
            throw new IOException("gave an answer that is too long");
        }
        var bytes = new byte[length];
        answers.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Child running() throws IOException {
        var running = child;
        if (running == null || !running.process().isAlive()) {
            running = Child.of(start());
            child = running;
        }
        return running;
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + settings.heapMegabytes() + "m",
                        "-XX:MaxMetaspaceSize=96m",
                        "-XX:MaxDirectMemorySize=16m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:-UsePerfData",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Djava.awt.headless=true",
                        "-Duser.language=en",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReaderMain.class.getName(),
                        Integer.toString(settings.longestText()),
                        Long.toString(settings.deadline().toMillis() * 2)))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // Nothing of ours: no key, no token, no option.
        builder.environment().clear();
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("cannot be started (" + e.getMessage() + ")", e);
        }
    }

    /** Ends the process, also while it reads. */
    @Override
    public void close() {
        timer.shutdownNow();
        var running = child;
        if (running != null) {
            running.end();
        }
    }
}

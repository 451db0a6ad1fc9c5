package treewarden.bot.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Reads a body of unknown length and speed under limits of size, time and memory. */
final class RequestBody {
    /** GitHub sends no more than 25 MB. */
    static final int MOST_BYTES = 25 * 1024 * 1024;

    /** After ten seconds GitHub has given up on the delivery; a body that takes as long is nobody's. */
    static final Duration MOST_TIME = Duration.ofSeconds(10);

    private static final int CHUNK = 16 * 1024;

    private final BodyAllowance allowance;
    private final LongSupplier nanoTime;

    /** @param nanoTime measures how long a body takes; {@link System#nanoTime} but for tests */
    RequestBody(BodyAllowance allowance, LongSupplier nanoTime) {
        this.allowance = allowance;
        this.nanoTime = nanoTime;
    }

    /** What became of reading a body. */
    sealed interface Outcome {
        /** All of it. Whoever has it calls {@link RequestBody#release} when it is no longer needed. */
        record Whole(byte[] bytes) implements Outcome {}

        record TooLarge() implements Outcome {}

        record TooSlow() implements Outcome {}

        /** Other requests fill the memory that bodies may have. */
        record NoRoom() implements Outcome {}
    }

    /** @param declared the length that the request declares; negative where it declares none */
    Outcome read(InputStream in, long declared) throws IOException {
        if (declared > MOST_BYTES) {
            return new Outcome.TooLarge();
        }
        var bytes = new ByteArrayOutputStream((int) Math.max(CHUNK, Math.min(declared, 4 * CHUNK)));
        Outcome outcome = null;
        try {
            outcome = fill(bytes, in);
            return outcome;
        } finally {
            if (!(outcome instanceof Outcome.Whole)) {
                allowance.giveBack(bytes.size());
            }
        }
    }

    /** Each byte in {@code bytes} is one that was taken from the allowance. */
    private Outcome fill(ByteArrayOutputStream bytes, InputStream in) throws IOException {
        long start = nanoTime.getAsLong();
        var chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (bytes.size() + read > MOST_BYTES) {
                return new Outcome.TooLarge();
            }
            if (nanoTime.getAsLong() - start > MOST_TIME.toNanos()) {
                return new Outcome.TooSlow();
            }
            if (!allowance.tryTake(read)) {
                return new Outcome.NoRoom();
            }
            bytes.write(chunk, 0, read);
        }
        return new Outcome.Whole(bytes.toByteArray());
    }

    void release(byte[] bytes) {
        allowance.giveBack(bytes.length);
    }
}

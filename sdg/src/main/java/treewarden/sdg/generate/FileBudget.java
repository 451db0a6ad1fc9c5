package treewarden.sdg.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import treewarden.sdg.engine.Budget;

/** A budget whose count stands in a file, so that it holds over the runs that make one data set. For one run at a time. */
final class FileBudget implements Budget {
    private final Path file;
    private final long limit;

    FileBudget(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    @Override
    public synchronized long take(long wanted) {
        long taken = taken();
        long granted = Math.max(0, Math.min(wanted, limit - taken));
        if (granted > 0) {
            write(taken + granted);
        }
        return granted;
    }

    @Override
    public synchronized void giveBack(long unused) {
        write(taken() - unused);
    }

    @Override
    public String words() {
        return String.format(
                Locale.ROOT,
                "the %,d tokens of --max-tokens are used up, or taken by a run that was killed; name more",
                limit);
    }

    private long taken() {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        } catch (NumberFormatException e) {
            throw new GenerateException(file + " does not hold the number of tokens that were used; write it there", e);
        }
    }

    private void write(long taken) {
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            try (var channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap((taken + "\n").getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}

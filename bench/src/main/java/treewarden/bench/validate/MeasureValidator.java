package treewarden.bench.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.SchemaChoice;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;

/**
 * Calls the validator in a loop, as the bot does: each round reads every file and checks it by the rules of the
 * reference. Prints the rate on all cores and on one as a line of JSON.
 *
 * <p>Arguments: {@code declared} or {@code latest}, and the folder.
 */
public final class MeasureValidator {
    private static final long SECOND = 1_000_000_000L;
    private static final long WARM_UP = 8 * SECOND;
    private static final long MEASURED = 6 * SECOND;

    private final Validator validator;
    private final List<Path> files;

    private MeasureValidator(Validator validator, List<Path> files) {
        this.validator = validator;
        this.files = files;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var choice = SchemaChoice.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        var validator = Validator.of(ValidationConfig.reference(choice));
        List<Path> files;
        try (var walk = Files.walk(Path.of(arguments[1]))) {
            files = walk.filter(file -> file.endsWith(Validator.FILE_NAME)).toList();
        }
        var measure = new MeasureValidator(validator, files);
        var threads = Runtime.getRuntime().availableProcessors();
        measure.rate(threads, WARM_UP);
        var all = measure.rate(threads, MEASURED);
        var one = measure.rate(1, MEASURED);
        System.out.printf(
                Locale.ROOT, "{\"rate\": %.1f, \"rate_of_one_thread\": %.1f, \"threads\": %d}%n", all, one, threads);
    }

    /** Files a second, for at least so many nanoseconds, whole rounds. */
    private double rate(int threads, long nanoseconds) throws InterruptedException {
        var start = System.nanoTime();
        var next = new AtomicInteger();
        var checked = new AtomicLong();
        var done = new CountDownLatch(threads);
        for (var i = 0; i < threads; i++) {
            new Thread(() -> {
                        while (System.nanoTime() - start < nanoseconds) {
                            for (var n = 0; n < files.size(); n++) {
                                check(files.get(Math.floorMod(next.getAndIncrement(), files.size())));
                            }
                            checked.addAndGet(files.size());
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        return checked.get() * (double) SECOND / (System.nanoTime() - start);
    }

    private void check(Path file) {
        try {
            validator.check(new LeafFile(file.toString(), Files.readAllBytes(file)), Surroundings.UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

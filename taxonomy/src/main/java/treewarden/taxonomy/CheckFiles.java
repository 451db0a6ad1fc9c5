package treewarden.taxonomy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Printable;
import treewarden.domain.Severity;

/**
 * Checks files of a disk on several threads, each one's examples compared with those of all the others.
 *
 * <p>Plain threads, since for the few hundred files of a taxonomy a pool would take longer to start than the work takes.
 */
public final class CheckFiles {
    private final Validator validator;
    private final LeafFiles files;
    private final int threads;

    public CheckFiles(Validator validator, LeafFiles files, int threads) {
        this.validator = validator;
        this.files = files;
        this.threads = threads;
    }

    /**
     * A file and what was found.
     *
     * @param bytes of the file; none where it could not be read
     */
    public record Checked(LeafFiles.Found file, CheckedLeaf leaf, byte[] bytes) {}

    /** Checks the files; the results are in the same order. */
    public List<Checked> check(List<LeafFiles.Found> found) {
        var results = checkAmong(found, OtherLeaves.NONE);
        if (!validator.comparesLeaves() || found.size() < 2) {
            return results;
        }
        var index = new LeafIndex();
        for (var result : results) {
            if (result.leaf().leaf() != null) {
                index.add(result.leaf().leaf());
            }
        }
        return checkAmong(found, index);
    }

    private List<Checked> checkAmong(List<LeafFiles.Found> found, OtherLeaves others) {
        var results = new Checked[found.size()];
        inParallel(found.size(), i -> results[i] = check(found.get(i), others));
        return List.of(results);
    }

    private Checked check(LeafFiles.Found found, OtherLeaves others) {
        try {
            var file = files.read(found);
            var attribution = validator.looksAround() ? files.attributionBeside(found) : new Attribution.Unknown();
            var around = new Surroundings(attribution, others);
            return new Checked(found, validator.check(file, around), file.bytes());
        } catch (IOException e) {
            var finding = new Finding(
                    "yaml",
                    Severity.ERROR,
                    found.path(),
                    Position.START,
                    "",
                    "The file cannot be read: " + Printable.plain(String.valueOf(e.getMessage())),
                    "Look at its permissions, and that it is a regular file.",
                    null);
            return new Checked(found, new CheckedLeaf(found.path(), 0, List.of(finding), null), new byte[0]);
        }
    }

    /** Runs {@code work} for 0 up to {@code count}, on the calling thread among others; what fails there fails here. */
    private void inParallel(int count, IntConsumer work) {
        var next = new AtomicInteger();
        var failures = new ArrayList<Throwable>();
        Runnable share = () -> {
            try {
                for (var i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    work.accept(i);
                }
            } catch (RuntimeException | Error e) {
                synchronized (failures) {
                    failures.add(e);
                }
            }
        };
        var helpers = new ArrayList<Thread>();
        for (var i = 1; i < Math.min(threads, count); i++) {
            var helper = new Thread(share, "check-" + i);
            helper.start();
            helpers.add(helper);
        }
        share.run();
        join(helpers);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("A file could not be checked.", failures.get(0));
        }
    }

    private static void join(List<Thread> helpers) {
        for (var helper : helpers) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while files were checked.", e);
            }
        }
    }
}

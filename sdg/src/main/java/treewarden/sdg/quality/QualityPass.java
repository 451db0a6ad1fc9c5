package treewarden.sdg.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import treewarden.sdg.data.RowFile;

/**
 * Checks the rows of a whole run, leaf by leaf in their order. Rows are read and written one after the other; what stays
 * in memory is some hundred bytes of each. The checks of single rows use all cores, and nothing depends on which is
 * faster: run again, it writes the same files.
 */
public final class QualityPass {
    private final QualitySettings settings;

    public QualityPass(QualitySettings settings) {
        this.settings = settings;
    }

    public List<LeafQuality> run(List<LeafRows> leaves) {
        return run(leaves, new QualityWatch() {});
    }

    /**
     * Writes the kept and rejected rows of each leaf anew.
     *
     * @throws UncheckedIOException where a file cannot be read or written; it names the file
     */
    public List<LeafQuality> run(List<LeafRows> leaves, QualityWatch watch) {
        var filter = new DuplicateFilter(settings.similarity());
        for (var leaf : leaves) {
            filter.addSeeds(leaf.leaf());
        }
        for (var leaf : leaves) {
            var evaluation = leaf.evaluation();
            if (evaluation != null) {
                RowFile.read(evaluation, filter::addEvaluation);
            }
        }
        var done = new ArrayList<LeafQuality>();
        long rows = 0;
        for (var leaf : leaves) {
            var quality = check(leaf, filter, watch, rows);
            rows += quality.made();
            done.add(quality);
            watch.finished(quality);
        }
        return done;
    }

    private LeafQuality check(LeafRows leaf, DuplicateFilter filter, QualityWatch watch, long before) {
        var kept = beside(leaf.kept());
        var rejected = beside(leaf.rejected());
        LeafQuality quality;
        var ground = Ground.of(leaf.leaf(), settings);
        try (var sink = new CheckedRows(kept, rejected, leaf)) {
            var checking = new CheckRows(ground, filter, sink);
            var lost = leaf.lost();
            if (lost != null) {
                RowFile.read(lost, sink::lost);
            }
            RowFile.read(leaf.made(), row -> {
                if (checking.add(row)) {
                    watch.checked(before + sink.made());
                }
            });
            checking.finish();
            quality = sink.quality(ground);
        }
        move(kept, leaf.kept());
        move(rejected, leaf.rejected());
        return quality;
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(to + " cannot be written: " + e.getMessage(), e);
        }
    }
}

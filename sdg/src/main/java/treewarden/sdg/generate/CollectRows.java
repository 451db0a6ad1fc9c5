package treewarden.sdg.generate;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import treewarden.sdg.block.Row;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.engine.Rejection;
import treewarden.sdg.engine.Sink;
import treewarden.sdg.engine.Work;
import treewarden.sdg.engine.WorkSummary;

/** Writes the rows of each part to its files as they come, and hands on what is finished. */
final class CollectRows implements Sink, AutoCloseable {
    /** A part on its way: what it is, its seeds, and its files. */
    record Open(Part part, PreparedLeaf prepared, FinishedLeaves.Writing files) {}

    private final Map<String, Open> open = new HashMap<>();
    private final BiConsumer<Open, WorkSummary> finished;

    CollectRows(BiConsumer<Open, WorkSummary> finished) {
        this.finished = finished;
    }

    void begin(Work work, Open part) {
        open.put(work.name(), part);
    }

    @Override
    public void seedDone(Work work, int seed, List<Row> kept, List<Rejection> rejected) {
        var part = part(work);
        var origin = part.prepared().origin(seed);
        for (var row : kept) {
            var judgement = row.judgement();
            var made = DataRow.of(origin, row.columns(), judgement == null ? null : judgement.score());
            part.files().kept().write(judgement == null ? made : made.because(judgement.reason()));
        }
        for (var rejection : rejected) {
            var judgement = rejection.row().judgement();
            part.files()
                    .rejected()
                    .write(DataRow.of(origin, rejection.row().columns(), judgement == null ? null : judgement.score())
                            .rejected(rejection.block(), rejection.reason()));
        }
    }

    @Override
    public void finished(Work work, WorkSummary summary) {
        var part = part(work);
        open.remove(work.name());
        try (var files = part.files()) {
            finished.accept(part, summary);
        }
    }

    private Open part(Work work) {
        var part = open.get(work.name());
        if (part == null) {
            throw new IllegalStateException("no part " + work.name() + " is under way");
        }
        return part;
    }

    /** Drops what was not finished. */
    @Override
    public void close() {
        UncheckedIOException trouble = null;
        for (var part : open.values()) {
            try {
                part.files().close();
            } catch (UncheckedIOException e) {
                if (trouble == null) {
                    trouble = e;
                } else {
                    trouble.addSuppressed(e);
                }
            }
        }
        open.clear();
        if (trouble != null) {
            throw trouble;
        }
    }
}

package treewarden.sdg.generate;

import java.nio.file.Path;
import treewarden.sdg.data.LeafOutcome;

/** A part whose rows are all there; its files are only read. */
record DonePart(Part part, LeafOutcome outcome, Path kept, Path rejected) {
    static DonePart of(Part part, FinishedLeaves.Finished finished) {
        return new DonePart(part, finished.outcome(), finished.kept(), finished.rejected());
    }
}

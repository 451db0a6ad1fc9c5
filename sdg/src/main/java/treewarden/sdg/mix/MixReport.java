package treewarden.sdg.mix;

import java.util.List;
import java.util.Optional;

/**
 * What mixing wrote. The same is in the output folder, as {@code report.json}.
 *
 * @param files all but the report itself, in the order of their names
 * @param leaves in the order of their paths
 * @param skills the mix of phase 1.0; none where nothing goes into it
 * @param knowledge the mix of phase 0.7
 */
public record MixReport(List<MixedFile> files, List<LeafMix> leaves, Optional<Mix> skills, Optional<Mix> knowledge) {
    public MixReport {
        files = List.copyOf(files);
        leaves = List.copyOf(leaves);
    }

    /** Rows that a trainer reads: those of both mixes. */
    public long rows() {
        return skills.map(mix -> mix.file().rows()).orElse(0L)
                + knowledge.map(mix -> mix.file().rows()).orElse(0L);
    }
}

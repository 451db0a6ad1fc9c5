package treewarden.domain.release;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.Usage;

/** What came of a stage, one record for each: files by their digests, numbers for people. */
public sealed interface StageReport {
    record Planned(ReleasePlan plan) implements StageReport {}

    /**
     * The data set, in the release's folder.
     *
     * @param files SHA-256 by path below the stage's folder
     * @param leaves rows kept of each leaf, by its folder
     * @param found pieces of work that were finished before and cost nothing, of {@code parts}
     * @param heldOut questions that were kept out of it, for the evaluation
     */
    record Generated(
            Map<String, Digest> files,
            Map<String, Integer> leaves,
            int parts,
            int found,
            Usage spent,
            List<ExamQuestion> heldOut)
            implements StageReport {
        public Generated {
            files = Map.copyOf(files);
            leaves = Map.copyOf(leaves);
            heldOut = List.copyOf(heldOut);
        }
    }

    /**
     * The training files.
     *
     * @param dropped rows that came too near to a question that is asked in the evaluation
     */
    record Mixed(Map<String, Digest> files, long knowledgeRows, long skillRows, long dropped) implements StageReport {
        public Mixed {
            files = Map.copyOf(files);
        }
    }

    /**
     * The candidate.
     *
     * @param files of the model's folder
     * @param attempts how often the trainer was started
     */
    record Trained(Map<String, Digest> files, List<Curve> curves, String recipe, int attempts) implements StageReport {
        public Trained {
            files = Map.copyOf(files);
            curves = List.copyOf(curves);
        }
    }

    /** What the models answered, and what the judge said of it. */
    record Evaluated(EvaluationReport evaluation) implements StageReport {}

    /** What the rule says of the candidate. */
    record Gated(GateVerdict verdict) implements StageReport {}

    /** What was published, and where it can be seen; the data set's are null where none is published. */
    record Published(
            String tag,
            String modelUrl,
            String modelCommit,
            @Nullable String dataUrl,
            @Nullable String dataCommit) implements StageReport {}

    record Announced(int contributions, @Nullable String notes) implements StageReport {}

    /** The loss of a phase over its steps; thinned, where there were very many. */
    record Curve(String phase, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    record Point(int step, double loss) {}
}

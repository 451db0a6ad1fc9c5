package treewarden.domain.release;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
     * @param with what made it; null of a release that was made before this was noted
     */
    record Generated(
            Map<String, Digest> files,
            Map<String, Integer> leaves,
            int parts,
            int found,
            Usage spent,
            List<ExamQuestion> heldOut,
            @Nullable GeneratedWith with)
            implements StageReport {
        public Generated {
            files = Map.copyOf(files);
            leaves = Map.copyOf(leaves);
            heldOut = List.copyOf(heldOut);
        }

        /** As it was before anybody noted what made it. */
        public Generated(
                Map<String, Digest> files,
                Map<String, Integer> leaves,
                int parts,
                int found,
                Usage spent,
                List<ExamQuestion> heldOut) {
            this(files, leaves, parts, found, spent, heldOut, null);
        }
    }

    /**
     * The training files.
     *
     * @param files one for each phase that has rows, by its name
     * @param dropped rows that came too near to a question that is asked in the evaluation
     * @param phases all of them, in their order; a release that was mixed before they had names has LAB's two
     * @param knowledgeRows rows of the phase of that name, as all releases tell them
     * @param skillRows rows of the phase of that name
     */
    record Mixed(Map<String, Digest> files, long knowledgeRows, long skillRows, long dropped, List<Phase> phases)
            implements StageReport {
        private static final String KNOWLEDGE = "knowledge";
        private static final String SKILLS = "skills";

        public Mixed {
            files = Map.copyOf(files);
            phases = phases.isEmpty()
                    ? List.of(Phase.of(KNOWLEDGE, knowledgeRows), Phase.of(SKILLS, skillRows))
                    : List.copyOf(phases);
            knowledgeRows = rows(phases, KNOWLEDGE);
            skillRows = rows(phases, SKILLS);
        }

        public Mixed(Map<String, Digest> files, List<Phase> phases, long dropped) {
            this(files, 0, 0, dropped, phases);
        }

        /** Of LAB's two phases, each from the mix of its name. */
        public Mixed(Map<String, Digest> files, long knowledgeRows, long skillRows, long dropped) {
            this(files, knowledgeRows, skillRows, dropped, List.of());
        }

        /** Each phase with what it learns from, such as {@code skills: skills}. */
        public List<String> phaseWords() {
            return phases.stream()
                    .map(phase -> phase.name() + ": " + phase.dataWords())
                    .toList();
        }

        /** Of a phase; 0 where it has none, or is none. */
        public long rows(String phase) {
            return rows(phases, phase);
        }

        private static long rows(List<Phase> phases, String name) {
            return phases.stream()
                    .filter(phase -> phase.name().equals(name))
                    .mapToLong(Phase::rows)
                    .sum();
        }
    }

    /**
     * A phase of the training.
     *
     * @param rows that it learns from, each as often as it comes
     * @param data what they are from
     */
    record Phase(String name, long rows, List<Source> data) {
        public Phase {
            data = List.copyOf(data);
        }

        /** From the mix of its name. */
        static Phase of(String name, long rows) {
            return new Phase(name, rows, List.of(new Source(name, null)));
        }

        /** In words, such as {@code knowledge, basics.jsonl=5000}. */
        public String dataWords() {
            return data.stream().map(Source::name).collect(Collectors.joining(", "));
        }
    }

    /**
     * What rows are from.
     *
     * @param name a mix of the data set, or a file of the operator's with the amount that was taken
     * @param digest of the file as it was read; null where nobody noted it, or there was no row
     */
    record Source(String name, @Nullable Digest digest) {}

    /**
     * The candidate.
     *
     * @param files of the model's folder
     * @param recipe the trainer's name for all that the weights depend on
     * @param attempts how often the trainer was started
     * @param with what it was trained with; null of a release that was trained before this was noted
     */
    record Trained(
            Map<String, Digest> files,
            List<Curve> curves,
            String recipe,
            int attempts,
            @Nullable TrainedWith with) implements StageReport {
        public Trained {
            files = Map.copyOf(files);
            curves = List.copyOf(curves);
        }

        /** As it was before anybody noted what it was trained with. */
        public Trained(Map<String, Digest> files, List<Curve> curves, String recipe, int attempts) {
            this(files, curves, recipe, attempts, null);
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

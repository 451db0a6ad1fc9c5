package treewarden.templates;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;

/**
 * All that a model card says of a release.
 *
 * @param taxonomy full name of its repository
 * @param rows that were kept of each leaf, by its folder
 * @param manifest digest of the last stage's output, which names those before it
 */
public record ModelCardModel(
        About about,
        ReleaseId release,
        String taxonomy,
        ReleasePlan plan,
        Map<String, Integer> rows,
        Training training,
        Evaluation evaluation,
        Digest manifest) {
    public ModelCardModel {
        rows = Map.copyOf(rows);
    }

    /**
     * What the operator says of it.
     *
     * @param license as the Hub names it
     * @param languages ISO 639-1 codes
     * @param baseModel as the Hub names it; the name of its folder where it is not from there
     * @param teachers names of the models that wrote the rows
     * @param dataSet the repository of the training data; null where it is not published
     */
    public record About(
            String title,
            String license,
            List<String> languages,
            String baseModel,
            List<String> teachers,
            @Nullable String dataSet) {
        public About {
            languages = List.copyOf(languages);
            teachers = List.copyOf(teachers);
        }
    }

    /**
     * How it was trained.
     *
     * @param baseRevision by which the operator knows the base model; empty where it has none
     * @param method one paragraph: optimizer, precision, what was trained
     */
    public record Training(String baseRevision, List<Phase> phases, String method) {
        public Training {
            phases = List.copyOf(phases);
        }
    }

    /** @param data what it learnt from, in words */
    public record Phase(String name, String data, long rows, int epochs, double learningRate, int batch) {}

    /**
     * What was found.
     *
     * @param lines the first one is of all questions together
     * @param verdict in a sentence
     * @param reasons with their numbers
     */
    public record Evaluation(List<Line> lines, String verdict, List<String> reasons) {
        public Evaluation {
            lines = List.copyOf(lines);
            reasons = List.copyOf(reasons);
        }
    }

    /** Mean scores from 0 to 1; null where that model was not asked. */
    public record Line(
            String name,
            int questions,
            @Nullable Double candidate,
            @Nullable Double last,
            @Nullable Double base) {}

    long leaves(LeafKind kind) {
        return plan.leaves().stream().filter(leaf -> leaf.kind() == kind).count();
    }
}

package treewarden.sdg.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.LeafKind;
import treewarden.domain.Printable;
import treewarden.sdg.quality.LossStep.Means;

/**
 * Finds the likeliest reason why a leaf yielded nothing: the step that lost most rows, of equals the first, and the reason
 * that it gave most often. Is told of each lost row, and keeps counts and a few examples.
 */
public final class EmptyLeaf {
    /** Different reasons of one step that are told apart; the rest count for the step alone. */
    private static final int MOST = 1000;

    private static final int EXAMPLES = 3;

    /** What differs from row to row in a reason that is the same: quotations and numbers. */
    private static final Pattern PARTICULAR = Pattern.compile("\"[^\"]*\"?|\\d+(?:\\.\\d+)?|\\b[0-9a-f]{32}\\b");

    private final LeafKind kind;
    private final Map<String, LossStep> steps = new LinkedHashMap<>();
    private final Map<String, Losses> losses = new LinkedHashMap<>();
    private int lost;

    /** What one step lost, by the reason without its particulars. */
    private static final class Losses {
        private int rows;
        private final Map<String, Reason> reasons = new LinkedHashMap<>();
    }

    private static final class Reason {
        private final String first;
        private final List<Verdict.Example> examples = new ArrayList<>();
        private int rows;

        Reason(String first) {
            this.first = first;
        }

        boolean isOf(String step) {
            return examples.get(0).step().equals(Printable.plain(step));
        }
    }

    /** @param pipeline the steps of the leaf's pipeline, in its order; the checks are known */
    public EmptyLeaf(LeafKind kind, List<LossStep> pipeline) {
        this.kind = kind;
        pipeline.forEach(step -> steps.put(step.name(), step));
        Checks.names().forEach(check -> steps.putIfAbsent(check, new LossStep(check, Means.CHECKING)));
        steps.keySet().forEach(step -> losses.put(step, new Losses()));
    }

    /**
     * A row was rejected.
     *
     * @param reason one line; it may quote the teacher
     * @param answer null where there was none yet
     */
    public void lost(String step, String reason, String question, @Nullable String answer) {
        lost++;
        var here = losses.computeIfAbsent(step, name -> new Losses());
        here.rows++;
        var kind = PARTICULAR
                .matcher(reason.length() > 500 ? reason.substring(0, 500) : reason)
                .replaceAll("~");
        var known = here.reasons.get(kind);
        if (known == null && here.reasons.size() < MOST) {
            known = new Reason(Printable.plain(reason));
            here.reasons.put(kind, known);
        }
        if (known != null) {
            known.rows++;
            if (known.examples.size() < EXAMPLES) {
                known.examples.add(new Verdict.Example(
                        Printable.plain(question.strip()),
                        answer == null || answer.isBlank() ? null : Printable.plain(answer.strip()),
                        Printable.plain(step),
                        Printable.plain(reason)));
            }
        }
    }

    /** What to tell the contributor of a leaf of which no row was kept. */
    public Verdict verdict() {
        if (lost == 0) {
            return new Verdict(
                    "Nothing was kept, because nothing was made.",
                    "Look whether the leaf has seed examples, and for knowledge whether its document could be read.",
                    List.of());
        }
        var worst = losses.entrySet().stream()
                .max(Comparator.comparingInt(step -> step.getValue().rows))
                .orElseThrow();
        // Of equals max takes the last, and the first is meant.
        for (var step : losses.entrySet()) {
            if (step.getValue().rows == worst.getValue().rows) {
                worst = step;
                break;
            }
        }
        var step = steps.getOrDefault(worst.getKey(), new LossStep(worst.getKey(), Means.JUDGING));
        var reason = mostOften(worst.getValue());
        var problem =
                "Nothing was kept. " + worst.getValue().rows + " of " + lost + (lost == 1 ? " row was" : " rows were")
                        + " rejected " + step.means().words() + Printable.plain(step.name()) + ", "
                        + (reason.rows > 1 && reason.rows < worst.getValue().rows
                                ? reason.rows + " of them because: "
                                : worst.getValue().rows > reason.rows ? "for instance: " : "because: ")
                        + sentence(reason.first);
        return new Verdict(problem, remedy(step), examples(worst.getKey()));
    }

    private static Reason mostOften(Losses losses) {
        Reason most = null;
        for (var reason : losses.reasons.values()) {
            if (most == null || reason.rows > most.rows) {
                most = reason;
            }
        }
        if (most == null) {
            throw new IllegalStateException("a step that lost rows has no reason");
        }
        return most;
    }

    private static String sentence(String text) {
        var stripped = text.strip();
        return stripped.endsWith(".") ? stripped : stripped + ".";
    }

    private String remedy(LossStep step) {
        return switch (step.means()) {
            case ASKING ->
                "If the seed examples or the document are very long, shorten them; else the teacher does not keep to"
                        + " the form that it is asked for, and the operator should try another pipeline or model.";
            case JUDGING ->
                kind == LeafKind.KNOWLEDGE
                        ? "Look at the rejected examples: seed questions that name what they are about, and answers that"
                                + " say no more than the document does, show the teacher what is wanted."
                        : "Look at the rejected examples: a task description that says exactly what is to be done, and seed"
                                + " questions that can be answered in text alone, show the teacher what is wanted.";
            case CHECKING -> remedyOfCheck(step.name());
        };
    }

    private static String remedyOfCheck(String name) {
        for (var check : Checks.ALL) {
            if (check.name().equals(name)) {
                return check.remedy();
            }
        }
        for (var repeat : Repeat.values()) {
            if (repeat.check().equals(name)) {
                return repeat.remedy();
            }
        }
        return "";
    }

    /** The most frequent reason first, then those of other steps, then other reasons; then more of the same. */
    private List<Verdict.Example> examples(String worst) {
        var order = new ArrayList<Reason>();
        var rest = new ArrayList<Reason>();
        losses.forEach((step, here) -> {
            var sorted = new ArrayList<>(here.reasons.values());
            sorted.sort(Comparator.comparingInt((Reason reason) -> reason.rows).reversed());
            for (int i = 0; i < sorted.size(); i++) {
                (i == 0 ? order : rest).add(sorted.get(i));
            }
        });
        order.sort(Comparator.comparingInt((Reason reason) -> reason.isOf(worst) ? 1 : 0)
                .thenComparingInt(reason -> reason.rows)
                .reversed());
        rest.sort(Comparator.comparingInt((Reason reason) -> reason.rows).reversed());
        order.addAll(rest);
        return IntStream.range(0, EXAMPLES)
                .boxed()
                .flatMap(place -> order.stream()
                        .filter(reason -> place < reason.examples.size())
                        .map(reason -> reason.examples.get(place)))
                .limit(EXAMPLES)
                .toList();
    }
}

package treewarden.sdg;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Funnel;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleRow;
import treewarden.domain.Usage;
import treewarden.sdg.block.Judgement;
import treewarden.sdg.block.Row;
import treewarden.sdg.engine.Rejection;
import treewarden.sdg.engine.WorkSummary;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.quality.EmptyLeaf;
import treewarden.sdg.quality.LossStep;

/** What becomes of one leaf while the engine runs, and the words for it afterwards. */
final class LeafResult {
    private final SampleSeeds seeds;
    private final Pipeline pipeline;
    private final List<Row> kept = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private @Nullable WorkSummary summary;

    LeafResult(SampleSeeds seeds, Pipeline pipeline) {
        this.seeds = seeds;
        this.pipeline = pipeline;
    }

    void seedDone(List<Row> rows, List<Rejection> rejections) {
        kept.addAll(rows);
        rejected.addAll(rejections);
    }

    void finished(WorkSummary how) {
        summary = how;
    }

    LeafSample sample() {
        var how = summary;
        return new LeafSample(
                seeds.leaf().path(),
                seeds.leaf().kind(),
                pipeline.name(),
                how == null ? new Funnel(List.of()) : funnel(how),
                kept.stream().map(row -> row(row, null)).toList(),
                rejected.stream()
                        .map(rejection -> row(rejection.row(), rejection))
                        .toList(),
                seeds.documents(),
                how == null ? seeds.notes() : notes(how),
                how == null ? "it was not sampled" : problem(how),
                how == null ? Usage.NONE : how.spent(),
                how == null ? 0 : how.millis(),
                pipeline.digest());
    }

    /** The blocks that the pipeline has words for; all of them where it has none. */
    private Funnel funnel(WorkSummary how) {
        boolean hasWords = pipeline.steps().stream().anyMatch(step -> step.words() != null);
        var steps = new ArrayList<Funnel.Step>();
        for (var step : pipeline.steps()) {
            var name = step.block().name();
            var words = hasWords ? step.words() : "after " + name;
            if (words != null) {
                steps.add(new Funnel.Step(name, how.left().getOrDefault(name, 0), words));
            }
        }
        return new Funnel(steps);
    }

    private static SampleRow row(Row row, @Nullable Rejection rejection) {
        Judgement judgement = row.judgement();
        var question = first(row, "question", "output");
        var context = first(row, "context", "document");
        var reason = rejection != null ? rejection.reason() : judgement == null ? null : judgement.reason();
        return new SampleRow(
                context,
                question == null ? "" : withoutContext(question, context),
                row.get("response"),
                judgement == null ? null : judgement.score(),
                reason == null || reason.isEmpty() ? null : reason,
                rejection == null ? null : rejection.block());
    }

    /** A finished grounded question begins with its context, which is shown by itself. */
    private static String withoutContext(String question, @Nullable String context) {
        return context != null && question.startsWith(context + "\n\n")
                ? question.substring(context.length() + 2)
                : question;
    }

    private static @Nullable String first(Row row, String one, String other) {
        var text = row.get(one);
        return text == null ? row.get(other) : text;
    }

    private List<String> notes(WorkSummary how) {
        var all = new ArrayList<>(seeds.notes());
        if (how.askedAgain() > 0) {
            all.add(
                    how.askedAgain() == 1
                            ? "One question was asked again, because its answer could not be used."
                            : how.askedAgain()
                                    + " questions were asked again, because their answers could not be used.");
        }
        if (how.surplus() > 0) {
            all.add(how.surplus() + (how.surplus() == 1 ? " item" : " items")
                    + " of the teacher's answers were not taken: broken, or more than asked for.");
        }
        if (how.models().size() > 1) {
            all.add("More than one model answered: "
                    + how.models().stream().sorted().toList() + ".");
        }
        return all;
    }

    private @Nullable String problem(WorkSummary how) {
        if (!how.cutShort().isEmpty()) {
            return "The sample was cut short: " + String.join("; ", how.cutShort()) + ".";
        }
        if (!kept.isEmpty()) {
            return null;
        }
        if (rejected.isEmpty()) {
            return "There was nothing to sample: the leaf has no seed examples.";
        }
        return mostLikelyReason();
    }

    private String mostLikelyReason() {
        var empty = new EmptyLeaf(seeds.leaf().kind(), LossStep.of(pipeline));
        for (var rejection : rejected) {
            var lost = row(rejection.row(), rejection);
            empty.lost(rejection.block(), rejection.reason(), lost.question(), lost.answer());
        }
        return empty.verdict().words();
    }
}

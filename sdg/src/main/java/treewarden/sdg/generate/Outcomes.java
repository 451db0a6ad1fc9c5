package treewarden.sdg.generate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Funnel;
import treewarden.sdg.data.LeafOutcome;
import treewarden.sdg.engine.WorkSummary;

/**
 * Says what the pipeline made of a part.
 *
 * @param model the teacher's name as configured, for a part that no answer was needed for
 */
record Outcomes(String model) {
    LeafOutcome of(CollectRows.Open open, WorkSummary summary) {
        var part = open.part();
        return new LeafOutcome(
                part.path(),
                part.input().leaf().kind(),
                part.pipeline().name(),
                part.pipeline().digest(),
                summary.models().isEmpty() ? model : summary.models().first(),
                funnel(part, summary),
                open.prepared().documents(),
                notes(summary),
                problem(open, summary),
                summary.usage());
    }

    /** Every block. People are told of those that the pipeline has words for; of all of them where it has none. */
    private static Funnel funnel(Part part, WorkSummary summary) {
        boolean hasWords = part.pipeline().steps().stream().anyMatch(step -> step.words() != null);
        var steps = new ArrayList<Funnel.Step>();
        for (var step : part.pipeline().steps()) {
            var name = step.block().name();
            var words = step.words();
            var told = words != null ? words : hasWords ? "" : "after " + name;
            steps.add(new Funnel.Step(name, summary.left().getOrDefault(name, 0), told));
        }
        return new Funnel(steps);
    }

    private static List<String> notes(WorkSummary summary) {
        var notes = new ArrayList<String>();
        if (summary.askedAgain() > 0) {
            notes.add(summary.askedAgain() + " asked again, because the answer could not be used");
        }
        if (summary.surplus() > 0) {
            notes.add(summary.surplus() + " items of answers not taken: broken, or more than asked for");
        }
        summary.rejected()
                .forEach((block, kinds) ->
                        kinds.forEach((kind, rows) -> notes.add(block + ": " + rows + " " + kind.words())));
        return notes;
    }

    private static @Nullable String problem(CollectRows.Open open, WorkSummary summary) {
        var trouble = open.prepared().trouble();
        if (trouble != null) {
            return trouble;
        }
        return summary.cutShort().isEmpty() ? null : String.join("; ", summary.cutShort());
    }
}

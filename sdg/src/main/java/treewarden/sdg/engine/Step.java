package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.List;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.block.RowBlock;
import treewarden.sdg.block.TableBlock;
import treewarden.sdg.pipeline.Pipeline;

/**
 * What rows go through, one after the other. A block is up to three of them: itself, the columns that it drops, and the
 * duplicates.
 *
 * @param place of its block in the pipeline
 * @param isLast whether a row that passes it has passed its block
 */
record Step(int place, String block, Kind kind, boolean isLast) {
    sealed interface Kind {
        record Rows(RowBlock block) implements Kind {}

        record Ask(AskBlock block) implements Kind {}

        record Table(TableBlock block) implements Kind {}

        record Drop(List<String> columns) implements Kind {}

        record Unique(List<String> columns) implements Kind {}
    }

    static List<Step> of(Pipeline pipeline) {
        var steps = new ArrayList<Step>();
        for (int place = 0; place < pipeline.steps().size(); place++) {
            var placed = pipeline.steps().get(place);
            var kinds = new ArrayList<Kind>();
            kinds.add(kind(placed));
            if (!placed.dropColumns().isEmpty()) {
                kinds.add(new Kind.Drop(placed.dropColumns()));
            }
            if (!placed.dropDuplicates().isEmpty()) {
                kinds.add(new Kind.Unique(placed.dropDuplicates()));
            }
            for (int i = 0; i < kinds.size(); i++) {
                steps.add(new Step(place, placed.block().name(), kinds.get(i), i == kinds.size() - 1));
            }
        }
        return List.copyOf(steps);
    }

    /** For each step, and after the last, how many questions are still to ask one after the other. */
    static int[] questionsFrom(List<Step> steps) {
        var questions = new int[steps.size() + 1];
        for (int i = steps.size() - 1; i >= 0; i--) {
            questions[i] = questions[i + 1] + (steps.get(i).kind() instanceof Kind.Ask ? 1 : 0);
        }
        return questions;
    }

    private static Kind kind(Pipeline.Placed placed) {
        var block = placed.block();
        if (block instanceof RowBlock rows) {
            return new Kind.Rows(rows);
        }
        return block instanceof AskBlock ask ? new Kind.Ask(ask) : new Kind.Table((TableBlock) block);
    }
}

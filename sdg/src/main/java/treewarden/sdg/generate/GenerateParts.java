package treewarden.sdg.generate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import treewarden.sdg.cache.RequestCache;
import treewarden.sdg.document.ReadPassages;
import treewarden.sdg.engine.Budget;
import treewarden.sdg.engine.EngineSettings;
import treewarden.sdg.mix.MixSettings;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.quality.QualitySettings;
import treewarden.sdg.teacher.Teacher;

/**
 * What a run works with.
 *
 * @param teacher the one that is asked, with its cache around it
 * @param cache the same cache, which knows under which name the teacher answered last
 * @param finished leaves of runs before
 */
public record GenerateParts(
        Teacher teacher,
        RequestCache cache,
        PipelineSet pipelines,
        ReadPassages documents,
        FinishedLeaves finished,
        EngineSettings engine,
        QualitySettings quality,
        MixSettings mix,
        Clock clock) {
    /** The name under which the teacher answered last; empty where it never did. */
    Optional<String> served() {
        return cache.served(teacher.model());
    }

    /** The same, within a further budget. */
    GenerateParts within(Budget budget) {
        var budgets = new ArrayList<>(engine.budgets());
        budgets.add(budget);
        return new GenerateParts(
                teacher, cache, pipelines, documents, finished, engine.withBudgets(budgets), quality, mix, clock);
    }
}

package treewarden.sdg.generate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import treewarden.domain.LeafKind;
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

    /** What there is to do, leaf by leaf. */
    List<Part> plan(GenerateRequest request) {
        var plan = new ArrayList<Part>();
        var evaluation = pipelines.evaluation();
        for (var input : request.leaves()) {
            var kind = input.leaf().kind();
            plan.add(new Part(plan.size(), input, Part.Purpose.TRAINING, pipelines.pipeline(kind)));
            if (kind == LeafKind.KNOWLEDGE && evaluation.isPresent()) {
                plan.add(new Part(plan.size(), input, Part.Purpose.EVALUATION, evaluation.get()));
            }
        }
        return plan;
    }

    /** A part as a run before finished it. */
    Optional<FinishedLeaves.Finished> finished(Part part, LeafKeys keys) {
        return served().flatMap(name -> finished.find(keys.of(part, name)));
    }

    /** The same, within a further budget. */
    GenerateParts within(Budget budget) {
        var budgets = new ArrayList<>(engine.budgets());
        budgets.add(budget);
        return new GenerateParts(
                teacher, cache, pipelines, documents, finished, engine.withBudgets(budgets), quality, mix, clock);
    }
}

package treewarden.sdg.pipeline;

import java.util.Set;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.block.PipelineSource;
import treewarden.sdg.block.TextFile;

/**
 * How the models of a release are asked and judged: alone as in a precheck, so that people see the same scores, and in
 * pairs, from {@code context}, {@code question}, {@code expected}, {@code first} and {@code second} to a verdict: 1 where
 * the first answer is better, 3 where the second is, 2 where neither.
 */
public record EvaluationPipelines(PrecheckPipelines alone, Pipeline pair) {
    /** Ours, in a language that our prompts are in, else in English. */
    public static EvaluationPipelines of(PipelineOptions options) {
        var known = ShippedLanguages.has(options.language())
                ? options
                : options.withLanguage(PipelineOptions.USUAL.language());
        var file = TextFile.shipped("pipelines/evaluation/compare.yaml");
        return new EvaluationPipelines(
                PrecheckPipelines.of(options),
                ReadPipeline.read(
                        "evaluation/compare",
                        new PipelineSource(file, known),
                        Set.of("context", "question", "expected", "first", "second"),
                        Set.of("verdict")));
    }

    /** The version of the comparison: verdicts by the same one can be compared. */
    public String pairRubric() {
        return pair.name() + " " + pair.digest().hex().substring(0, 12);
    }
}

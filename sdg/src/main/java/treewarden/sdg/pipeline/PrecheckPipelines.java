package treewarden.sdg.pipeline;

import java.util.Set;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.block.PipelineSource;
import treewarden.sdg.block.TextFile;

/**
 * How a student is asked, and how its answers are judged: two pipelines of {@code templates/pipelines/precheck}, of one
 * block each, because each of them is another model's work.
 *
 * @param ask from {@code context} (may be empty) and {@code question} to {@code answer}
 * @param judge from those and {@code expected} to a judgement
 */
public record PrecheckPipelines(Pipeline ask, Pipeline judge) {
    private static final Set<String> QUESTION = Set.of("context", "question", "expected");
    private static final Set<String> ANSWERED = Set.of("context", "question", "expected", "answer");

    /**
     * Ours, in a language that our prompts are in, else in English.
     *
     * @throws treewarden.sdg.block.PipelineException with everything that is wrong
     */
    public static PrecheckPipelines of(PipelineOptions options) {
        var known = ShippedLanguages.has(options.language())
                ? options
                : options.withLanguage(PipelineOptions.USUAL.language());
        return new PrecheckPipelines(
                read("ask", known, QUESTION, Set.of("answer")), read("judge", known, ANSWERED, Set.of("score")));
    }

    private static Pipeline read(String name, PipelineOptions options, Set<String> given, Set<String> needed) {
        var file = TextFile.shipped("pipelines/precheck/" + name + ".yaml");
        return ReadPipeline.read("precheck/" + name, new PipelineSource(file, options), given, needed);
    }

    /** The judge's version: scores by the same one can be compared. */
    public String rubric() {
        return judge.name() + " " + judge.digest().hex().substring(0, 12);
    }
}

package treewarden.sdg.block;

import treewarden.domain.Language;

/**
 * What is chosen for a run, and not by its pipelines.
 *
 * @param language what {@code {language}} stands for in the paths of a pipeline file, by its code
 * @param judges how judges are asked to answer
 * @param scale answers to each prompt where a pipeline says {@code n: scaled}; the ecosystem's default is 30
 */
public record PipelineOptions(Language language, AnswerForm judges, int scale) {
    /** English, judges in tags, 30 answers. */
    public static final PipelineOptions USUAL = new PipelineOptions(Language.ENGLISH, AnswerForm.TAGS, 30);

    public PipelineOptions {
        if (scale < 1) {
            throw new IllegalArgumentException("the scale must be at least 1");
        }
    }

    public PipelineOptions withLanguage(Language other) {
        return new PipelineOptions(other, judges, scale);
    }

    public PipelineOptions withJudges(AnswerForm other) {
        return new PipelineOptions(language, other, scale);
    }

    public PipelineOptions withScale(int other) {
        return new PipelineOptions(language, judges, other);
    }
}

package treewarden.sdg.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.Language;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.block.PipelineSource;
import treewarden.sdg.block.TextFile;

/** A pipeline for each kind of leaf. Read and checked whole, so that what is wrong with it shows before a run. */
public final class PipelineSet {
    /** The sets that we ship, in {@code templates/pipelines}. */
    public static final List<String> SHIPPED = FindPipelines.SHIPPED;

    private static final Set<String> NEEDED = Set.of("question", "response");
    private static final Set<String> NEEDED_OF_EVALUATION = Set.of("mmlubench_question", "mmlubench_answer");

    private final String name;
    private final Map<LeafKind, Pipeline> pipelines;
    private final @Nullable Pipeline evaluation;
    private final List<String> warnings;

    private PipelineSet(
            String name, Map<LeafKind, Pipeline> pipelines, @Nullable Pipeline evaluation, List<String> warnings) {
        this.name = name;
        this.pipelines = pipelines;
        this.evaluation = evaluation;
        this.warnings = List.copyOf(warnings);
    }

    /** A set that we ship, in English: {@code full} or {@code simple}. */
    public static PipelineSet named(String name) {
        return read(FindPipelines.shipped(name), PipelineOptions.USUAL);
    }

    /** A set of the operator's: a folder with the three files. */
    public static PipelineSet at(Path folder) {
        return read(FindPipelines.folder(folder), PipelineOptions.USUAL);
    }

    /** What {@code --pipeline} takes, in English. */
    public static PipelineSet of(String nameOrPath) {
        return of(nameOrPath, PipelineOptions.USUAL);
    }

    public static PipelineSet of(String nameOrPath, Language language) {
        return of(nameOrPath, PipelineOptions.USUAL.withLanguage(language));
    }

    /**
     * What {@code --pipeline} takes: a set of the operator's in a data folder of InstructLab or one that we ship, by its
     * name; or a folder or a single pipeline file, by its path.
     *
     * @throws PipelineException with everything that is wrong
     */
    public static PipelineSet of(String nameOrPath, PipelineOptions options) {
        return of(nameOrPath, options, DataFolders.ofTheUser());
    }

    static PipelineSet of(String nameOrPath, PipelineOptions options, DataFolders data) {
        return read(FindPipelines.find(nameOrPath, data), options);
    }

    private static PipelineSet read(FindPipelines.Found found, PipelineOptions options) {
        ShippedLanguages.require(found, options.language());
        var pipelines = new EnumMap<LeafKind, Pipeline>(LeafKind.class);
        var problems = new ArrayList<String>();
        var warnings = new ArrayList<>(found.warnings());
        for (var kind : LeafKind.values()) {
            var file = found.files().get(kind);
            if (file == null) {
                continue;
            }
            try {
                var pipeline = ReadPipeline.read(
                        found.name() + "/" + FindPipelines.stem(kind),
                        new PipelineSource(file, options),
                        SeedColumns.of(kind),
                        NEEDED);
                pipelines.put(kind, pipeline);
                warnings.addAll(pipeline.about().warnings());
            } catch (PipelineException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        Pipeline evaluation = null;
        try {
            evaluation = evaluation(found, options);
        } catch (PipelineException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        boolean oneOfThemWillDo = found.isSingleFile() && !pipelines.isEmpty();
        if (!problems.isEmpty() && !oneOfThemWillDo) {
            // A single file is told what keeps it from the kind of leaf that it comes nearest to.
            throw new PipelineException(
                    found.isSingleFile()
                            ? List.of(Collections.min(
                                    problems,
                                    Comparator.comparingLong(
                                            text -> text.lines().count())))
                            : problems);
        }
        return new PipelineSet(
                found.name(),
                pipelines,
                evaluation,
                warnings.stream().distinct().toList());
    }

    private static @Nullable Pipeline evaluation(FindPipelines.Found found, PipelineOptions options) {
        var file = found.evaluation();
        boolean noPrompts = file instanceof TextFile.Shipped && !ShippedLanguages.has(options.language());
        return file == null || noPrompts
                ? null
                : ReadPipeline.read(
                        "evaluation/mmlu_bench",
                        new PipelineSource(file, options),
                        SeedColumns.of(LeafKind.KNOWLEDGE),
                        NEEDED_OF_EVALUATION);
    }

    public String name() {
        return name;
    }

    /** Of all its files: another one, and rows of the same leaves may be others. */
    public Digest digest() {
        var all = new StringBuilder();
        for (var kind : LeafKind.values()) {
            var pipeline = pipelines.get(kind);
            if (pipeline != null) {
                all.append(pipeline.digest()).append(' ').append(kind).append('\n');
            }
        }
        evaluation().ifPresent(pipeline -> all.append(pipeline.digest()).append(" evaluation\n"));
        return Digest.of(all.toString());
    }

    /** What may not be as meant, a line each. */
    public List<String> warnings() {
        return warnings;
    }

    /** The kinds of leaves that it has a pipeline for: all, but for a set of a single file. */
    public Set<LeafKind> kinds() {
        return Set.copyOf(pipelines.keySet());
    }

    /** @throws PipelineException where the set is a single file for other kinds of leaves */
    public Pipeline pipeline(LeafKind kind) {
        var pipeline = pipelines.get(kind);
        if (pipeline == null) {
            throw new PipelineException("the pipeline " + name + " is not for "
                    + FindPipelines.stem(kind).replace('_', ' ') + " leaves; name a folder that also has "
                    + FindPipelines.fileName(kind));
        }
        return pipeline;
    }

    /**
     * The pipeline that makes multiple-choice questions of a knowledge leaf's documents, to measure a trained model
     * with; its rows have the columns {@code mmlubench_question} and {@code mmlubench_answer}, for {@link MultipleChoice}.
     * Empty where the set has none of its own, and ours has no prompts in the language.
     */
    public Optional<Pipeline> evaluation() {
        return Optional.ofNullable(evaluation);
    }
}

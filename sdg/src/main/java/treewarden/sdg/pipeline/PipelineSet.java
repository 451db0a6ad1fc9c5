package treewarden.sdg.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.block.TextFile;

/** A pipeline for each kind of leaf. Read and checked whole, so that what is wrong with it shows before a run. */
public final class PipelineSet {
    /** The sets that we ship, in {@code templates/pipelines}. */
    public static final List<String> SHIPPED = List.of("full", "simple");

    private static final Set<String> NEEDED = Set.of("question", "response");

    private final String name;
    private final Map<LeafKind, Pipeline> pipelines;

    private PipelineSet(String name, Map<LeafKind, Pipeline> pipelines) {
        this.name = name;
        this.pipelines = pipelines;
    }

    /** A set that we ship: {@code full} or {@code simple}. */
    public static PipelineSet named(String name) {
        if (!SHIPPED.contains(name)) {
            throw new PipelineException("there is no pipeline set " + name + "; there are " + String.join(", ", SHIPPED)
                    + ", or name a folder with " + fileName(LeafKind.FREEFORM_SKILL) + ", "
                    + fileName(LeafKind.GROUNDED_SKILL) + " and " + fileName(LeafKind.KNOWLEDGE));
        }
        return read(name, kind -> TextFile.shipped("pipelines/" + name + "/" + fileName(kind)));
    }

    /** A set of the operator's: a folder with the three files. */
    public static PipelineSet at(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new PipelineException(folder + ": there is no such folder; a pipeline set is a folder with "
                    + fileName(LeafKind.FREEFORM_SKILL) + ", " + fileName(LeafKind.GROUNDED_SKILL) + " and "
                    + fileName(LeafKind.KNOWLEDGE));
        }
        var name = folder.toAbsolutePath().normalize().getFileName();
        return read(name == null ? "custom" : name.toString(), kind -> TextFile.onDisk(folder.resolve(fileName(kind))));
    }

    /** A shipped set by its name, or a folder by its path: what {@code --pipeline} takes. */
    public static PipelineSet of(String nameOrPath) {
        return SHIPPED.contains(nameOrPath) || !Files.isDirectory(Path.of(nameOrPath))
                ? named(nameOrPath)
                : at(Path.of(nameOrPath));
    }

    private static PipelineSet read(String name, Function<LeafKind, TextFile> file) {
        var pipelines = new EnumMap<LeafKind, Pipeline>(LeafKind.class);
        var problems = new ArrayList<String>();
        for (var kind : LeafKind.values()) {
            try {
                pipelines.put(
                        kind,
                        ReadPipeline.read(name + "/" + stem(kind), file.apply(kind), SeedColumns.of(kind), NEEDED));
            } catch (PipelineException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new PipelineException(problems);
        }
        return new PipelineSet(name, pipelines);
    }

    private static String stem(LeafKind kind) {
        return switch (kind) {
            case FREEFORM_SKILL -> "freeform_skills";
            case GROUNDED_SKILL -> "grounded_skills";
            case KNOWLEDGE -> "knowledge";
        };
    }

    private static String fileName(LeafKind kind) {
        return stem(kind) + ".yaml";
    }

    public String name() {
        return name;
    }

    public Pipeline pipeline(LeafKind kind) {
        var pipeline = pipelines.get(kind);
        if (pipeline == null) {
            throw new IllegalStateException("a set has a pipeline for each kind");
        }
        return pipeline;
    }
}

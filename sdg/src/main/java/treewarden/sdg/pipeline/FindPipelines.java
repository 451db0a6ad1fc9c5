package treewarden.sdg.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.block.TextFile;

/** Finds the files of a pipeline set by its name or path, where the rest of the ecosystem looks as well. */
final class FindPipelines {
    static final List<String> SHIPPED = List.of("full", "simple");

    /** A name, as opposed to a path. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final String EVALUATION = "mmlu_bench.yaml";
    private static final TextFile SHIPPED_EVALUATION = TextFile.shipped("pipelines/evaluation/" + EVALUATION);

    private FindPipelines() {}

    /**
     * The files of a set.
     *
     * @param isSingleFile whether one file is there for whichever kinds of leaves it fits
     */
    record Found(
            String name,
            Map<LeafKind, TextFile> files,
            @Nullable TextFile evaluation,
            boolean isSingleFile,
            List<String> warnings) {}

    static Found find(String nameOrPath, DataFolders data) {
        if (NAME.matcher(nameOrPath).matches()) {
            for (var folder : data.named(nameOrPath)) {
                if (Files.isDirectory(folder)) {
                    var found = folder(folder);
                    var warnings = SHIPPED.contains(nameOrPath)
                            ? List.of("the pipeline set " + nameOrPath + " is the one in " + folder
                                    + ", not the one that comes with Treewarden")
                            : List.<String>of();
                    return new Found(nameOrPath, found.files(), found.evaluation(), false, warnings);
                }
            }
            if (SHIPPED.contains(nameOrPath)) {
                return shipped(nameOrPath);
            }
        }
        var path = Path.of(nameOrPath);
        if (Files.isRegularFile(path)) {
            return file(path);
        }
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        throw new PipelineException("there is no pipeline set " + nameOrPath + "; there are "
                + String.join(", ", SHIPPED) + ", or name a pipeline file or a folder with " + fileNames());
    }

    static Found shipped(String name) {
        if (!SHIPPED.contains(name)) {
            throw new PipelineException("there is no pipeline set " + name + "; there are " + String.join(", ", SHIPPED)
                    + ", or name a pipeline file or a folder with " + fileNames());
        }
        var files = new EnumMap<LeafKind, TextFile>(LeafKind.class);
        for (var kind : LeafKind.values()) {
            files.put(kind, TextFile.shipped("pipelines/" + name + "/" + fileName(kind)));
        }
        return new Found(name, files, SHIPPED_EVALUATION, false, List.of());
    }

    static Found folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new PipelineException(
                    folder + ": there is no such folder; a pipeline set is a folder with " + fileNames());
        }
        var files = new EnumMap<LeafKind, TextFile>(LeafKind.class);
        for (var kind : LeafKind.values()) {
            files.put(kind, TextFile.onDisk(folder.resolve(fileName(kind))));
        }
        var own = folder.resolve(EVALUATION);
        return new Found(
                lastName(folder),
                files,
                Files.isRegularFile(own) ? TextFile.onDisk(own) : SHIPPED_EVALUATION,
                false,
                List.of());
    }

    /** A file named as in a folder is for what it is for there; another is for all kinds of leaves that it fits. */
    private static Found file(Path path) {
        var files = new EnumMap<LeafKind, TextFile>(LeafKind.class);
        var name = lastName(path);
        if (name.equals(EVALUATION)) {
            return new Found("mmlu_bench", files, TextFile.onDisk(path), true, List.of());
        }
        for (var kind : LeafKind.values()) {
            if (name.equals(fileName(kind))) {
                files.put(kind, TextFile.onDisk(path));
            }
        }
        if (files.isEmpty()) {
            for (var kind : LeafKind.values()) {
                files.put(kind, TextFile.onDisk(path));
            }
        }
        return new Found(name.replaceFirst("\\.ya?ml$", ""), files, SHIPPED_EVALUATION, true, List.of());
    }

    private static String lastName(Path path) {
        var name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "custom" : name.toString();
    }

    private static String fileNames() {
        return fileName(LeafKind.FREEFORM_SKILL) + ", " + fileName(LeafKind.GROUNDED_SKILL) + " and "
                + fileName(LeafKind.KNOWLEDGE);
    }

    static String stem(LeafKind kind) {
        return switch (kind) {
            case FREEFORM_SKILL -> "freeform_skills";
            case GROUNDED_SKILL -> "grounded_skills";
            case KNOWLEDGE -> "knowledge";
        };
    }

    static String fileName(LeafKind kind) {
        return stem(kind) + ".yaml";
    }
}

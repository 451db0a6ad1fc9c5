package treewarden.sdg.block;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** Settings of a block, as from a pipeline file in a folder. */
final class Configs {
    private Configs() {}

    static BlockConfig of(Path folder, String name, Map<?, ?> settings, Problems problems) {
        return of(folder, name, settings, problems, PipelineOptions.USUAL);
    }

    static BlockConfig of(Path folder, String name, Map<?, ?> settings, Problems problems, PipelineOptions options) {
        var source = new PipelineSource(TextFile.onDisk(folder.resolve("pipeline.yaml")), options);
        return new BlockConfig(source, name, settings, problems, path -> OptionalInt.empty());
    }
}

package treewarden.sdg.block;

import java.util.Map;
import java.util.TreeMap;
import treewarden.domain.Digest;

/**
 * A pipeline file while it is read: finds the files that it names, and remembers what they held, so that what came of
 * them can be known by a digest.
 */
public final class PipelineSource {
    /** Changes whenever the engine makes other rows of the same files. */
    private static final String FORMAT = "treewarden pipeline 1";

    private static final String LANGUAGE = "{language}";

    private final TextFile file;
    private final PipelineOptions options;
    private final Map<String, Digest> read = new TreeMap<>();

    public PipelineSource(TextFile file, PipelineOptions options) {
        this.file = file;
        this.options = options;
    }

    public String name() {
        return file.name();
    }

    public PipelineOptions options() {
        return options;
    }

    /** The pipeline file itself. */
    public YamlFile pipeline() {
        var text = file.text();
        read.put("", Digest.of(text));
        return Yamls.read(file.name(), text);
    }

    /** A file that the pipeline names by a path relative to its own. */
    public YamlFile named(String path) {
        var actual = path.replace(LANGUAGE, options.language().code());
        var other = file.beside(actual);
        var text = other.text();
        read.put(actual, Digest.of(text));
        return Yamls.read(other.name(), text);
    }

    /** Over all that was read so far and all that was chosen. */
    public Digest digest() {
        var all = new StringBuilder(FORMAT + "\n");
        all.append(options.language().code()).append('\n');
        all.append(options.judges()).append('\n');
        all.append(options.scale()).append('\n');
        read.forEach(
                (path, digest) -> all.append(digest).append(' ').append(path).append('\n'));
        return Digest.of(all.toString());
    }
}

package treewarden.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import treewarden.domain.Digest;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.teacher.StandInTeacher;

/** A folder with a taxonomy, the documents of its knowledge, and what a run over it is called with. */
final class Taxonomies {
    private final Path folder;
    private final StandInTeacher teacher;
    private final Map<String, Path> mirrors = new TreeMap<>();

    Taxonomies(Path folder, StandInTeacher teacher) {
        this.folder = folder;
        this.teacher = teacher;
    }

    Path root() {
        return folder.resolve("taxonomy");
    }

    Path out(String name) {
        return folder.resolve(name);
    }

    /** A leaf as contributors write it; returns its file. */
    Path writes(String path, String text) {
        try {
            var leaf = Files.createDirectories(root().resolve(path));
            Files.writeString(leaf.resolve("attribution.txt"), Leaves.ATTRIBUTION);
            return Files.writeString(leaf.resolve("qna.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path skill(String topic) {
        return writes(Leaves.folder(topic), Leaves.skill(topic));
    }

    /** A knowledge leaf whose document is on another machine, of which there is a mirror here. */
    Path knowledge(String topic) {
        var url = "https://github.com/somebody/" + topic;
        var commit = mirror(url, Map.of(topic + ".md", Change.write(Documents.about(topic))));
        return writes("knowledge/nature/" + topic, Leaves.knowledge(topic, url, commit));
    }

    /** A bare repository on this machine that stands for another; returns its commit. */
    String mirror(String url, Map<String, Change> files) {
        var bare = folder.resolve("mirror-" + mirrors.size());
        mirrors.put(url, bare);
        return Documents.in(bare, files);
    }

    /** The command line of a run into a folder, with quick pipelines; what comes later in it counts. */
    String[] generate(String out, Object... more) {
        var given = new ArrayList<String>();
        for (var word : more) {
            given.add(word.toString());
        }
        var words = new ArrayList<String>(List.of("generate"));
        var usual = List.of(
                List.of("--taxonomy", root().toString()),
                List.of("--teacher", teacher.url()),
                List.of("--model", teacher.model()),
                List.of("--cache", folder.resolve("cache").toString()),
                List.of("--pipeline", "simple"),
                List.of("--out", out(out).toString()));
        usual.stream().filter(option -> !given.contains(option.get(0))).forEach(words::addAll);
        mirrors.forEach((url, bare) -> words.addAll(List.of("--mirror", url + "=" + bare)));
        words.addAll(given);
        return words.toArray(String[]::new);
    }

    /** Some options, and one more with its value. */
    static Object[] with(Object[] options, String option, Object value) {
        return Stream.concat(Stream.of(options), Stream.of(option, value)).toArray();
    }

    Ran run(String out, Object... more) {
        return Ran.treewarden((Object[]) generate(out, more));
    }

    /** All files of a data set with digests of what they say, without what is ours below {@code .treewarden}. */
    Map<String, Digest> files(String out) {
        var found = new TreeMap<String, Digest>();
        if (!Files.isDirectory(out(out))) {
            return found;
        }
        try (var files = Files.walk(out(out))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = out(out).relativize(file).toString();
                if (!name.startsWith(".treewarden")) {
                    found.put(name, Digest.of(Files.readAllBytes(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}

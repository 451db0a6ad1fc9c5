package treewarden.sdg.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import treewarden.domain.DocumentSource;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SkillExample;

/** The seed examples that people really wrote, where the collection of them is there. */
final class RealSeeds {
    static final Path FILES = Path.of(System.getProperty("treewarden.shared", "none"), "taxonomy", "files");

    private RealSeeds() {}

    /** One version of each leaf, whichever version of the schema it has. */
    static List<Leaf> leaves() {
        var newest = new TreeMap<String, Leaf>();
        try (Stream<Path> files = Files.walk(FILES)) {
            files.filter(file -> file.endsWith("qna.yaml")).sorted().forEach(file -> {
                var path = FILES.relativize(file);
                var folder = path.subpath(1, path.getNameCount() - 1).toString();
                var leaf = leaf(folder, file);
                if (leaf != null && leaf.seedCount() > 0) {
                    newest.put(folder, leaf);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(newest.values());
    }

    private static @Nullable Leaf leaf(String folder, Path file) {
        try {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            if (!(yaml.load(Files.readString(file)) instanceof Map<?, ?> root)
                    || !(root.get("seed_examples") instanceof List<?> examples)) {
                return null;
            }
            var skills = new ArrayList<SkillExample>();
            var knowledge = new ArrayList<KnowledgeExample>();
            for (var item : examples) {
                if (item instanceof Map<?, ?> example) {
                    if (example.get("questions_and_answers") instanceof List<?> pairs) {
                        knowledge.add(new KnowledgeExample(
                                text(example, "context"),
                                pairs.stream()
                                        .filter(Map.class::isInstance)
                                        .map(pair -> new QuestionAndAnswer(
                                                text((Map<?, ?>) pair, "question"), text((Map<?, ?>) pair, "answer")))
                                        .toList()));
                    } else {
                        var context = text(example, "context");
                        skills.add(new SkillExample(
                                context.isEmpty() ? null : context,
                                text(example, "question"),
                                text(example, "answer")));
                    }
                }
            }
            return !knowledge.isEmpty()
                    ? new Leaf.Knowledge(
                            folder,
                            3,
                            "ann",
                            text(root, "domain"),
                            text(root, "document_outline"),
                            new DocumentSource("https://example.org/a.git", "0".repeat(40), List.of("a.md")),
                            knowledge)
                    : new Leaf.Skill(folder, 3, "ann", text(root, "task_description"), skills);
        } catch (IOException | YAMLException e) {
            return null;
        }
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }
}

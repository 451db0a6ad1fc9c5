package treewarden.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;

/** A whole taxonomy becomes data, and no leaf of it is lost on the way without a word. */
class GenerateTaxonomyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path UPSTREAM = Path.of(System.getProperty("treewarden.shared", "none"), "taxonomy");

    /** What a leaf says of its document, as all real ones write it. */
    private static final Pattern DOCUMENT = Pattern.compile(
            "repo: (?<repo>https://\\S+)\\s+commit: \"?(?<commit>[0-9a-f]{40})\"?\\s+patterns:\\s+- (?<file>\\S+)");

    @TempDir
    Path folder;

    private StandInTeacher teacher;
    private Taxonomies taxonomy;

    @BeforeEach
    void start() {
        teacher = StandInTeacher.start(TeacherOptions.defaults());
        taxonomy = new Taxonomies(folder, teacher);
    }

    @AfterEach
    void stop() {
        teacher.close();
    }

    /** Our simple pipelines with three answers to each question, where they have thirty. */
    private Path fewAnswers() throws IOException {
        var pipelines = folder.resolve("templates/pipelines/few");
        for (var kind : new String[] {"freeform_skills", "grounded_skills", "knowledge"}) {
            write(
                    pipelines.resolve(kind + ".yaml"),
                    template("pipelines/simple/" + kind + ".yaml").replace("n: scaled", "n: 3"));
        }
        for (var prompt :
                new String[] {"skills/simple_freeform", "skills/simple_grounded", "knowledge/simple_knowledge"}) {
            var name = "prompts/en/" + prompt + ".yaml";
            write(folder.resolve("templates").resolve(name), template(name));
        }
        return pipelines;
    }

    private static String template(String name) throws IOException {
        try (var in = GenerateTaxonomyTest.class.getResourceAsStream("/treewarden/templates/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private JsonNode generate(int leaves) throws IOException {
        var ran = taxonomy.run("data", "--pipeline", fewAnswers(), "--format", "json");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(JSON.readTree(ran.out()).path("leaves").asInt()).isEqualTo(leaves);
        return JSON.readTree(taxonomy.out("data").resolve("report.json").toFile());
    }

    private static void noLeafIsSilentlyEmpty(JsonNode report) {
        assertThat(report.path("leaves")).allSatisfy(leaf -> {
            assertThat(leaf.path("funnel").findValuesAsText("words")).contains("kept", "sound", "distinct");
            var steps = leaf.path("funnel");
            int kept = steps.path(steps.size() - 1).path("rows").asInt();
            assertThat(kept > 0 || !leaf.path("problem").asText().isBlank())
                    .as("rows or a problem of %s", leaf)
                    .isTrue();
        });
    }

    @Test
    void aSmallTaxonomyWithAllKindsOfLeaves() throws IOException {
        taxonomy.skill("anchor");
        taxonomy.skill("lantern");
        taxonomy.writes(
                "compositional_skills/grounded/minutes",
                Leaves.skill("minutes")
                        .replace("  - question: ", "  - context: The minutes of Monday.\n    question: "));
        taxonomy.knowledge("sheepfold");
        var url = "https://github.com/somebody/empty";
        var commit = taxonomy.mirror(url, Map.of("empty.md", Change.write("\n")));
        taxonomy.writes("knowledge/nature/empty", Leaves.knowledge("emptiness", url, commit));

        var report = generate(5);

        noLeafIsSilentlyEmpty(report);
        assertThat(report.path("leaves"))
                .filteredOn(leaf -> leaf.has("problem"))
                .singleElement()
                .satisfies(leaf -> {
                    assertThat(leaf.path("leaf").asText()).isEqualTo("knowledge/nature/empty");
                    assertThat(leaf.path("problem").asText()).contains("empty.md: it holds no text");
                });
    }

    @Test
    void theTaxonomyThatPeopleReallyWrote() throws IOException {
        assumeTrue(Files.isDirectory(UPSTREAM.resolve("files")));
        var newest = new TreeMap<String, String>();
        for (var line : Files.readAllLines(UPSTREAM.resolve("expected.jsonl"))) {
            var row = JSON.readTree(line);
            if (row.path("declared").path("errors").asInt() == 0) {
                newest.put(
                        row.path("path").asText(),
                        Files.readString(UPSTREAM.resolve(row.path("file").asText())));
            }
        }
        var commits = mirrors(newest);
        newest.forEach((path, text) -> {
            var document = DOCUMENT.matcher(text);
            taxonomy.writes(
                    path.substring(0, path.lastIndexOf('/')),
                    document.find()
                            ? text.replace(document.group("commit"), commit(commits, document.group("repo")))
                            : text);
        });
        assertThat(newest).hasSizeGreaterThan(150);

        var report = generate(newest.size());

        noLeafIsSilentlyEmpty(report);
        assertThat(report.path("leaves"))
                .filteredOn(leaf -> leaf.path("leaf").asText().startsWith("knowledge/"))
                .hasSize(5)
                .allSatisfy(leaf -> assertThat(
                                leaf.path("documents").path(0).path("pieces").asInt())
                        .isPositive());
    }

    /** The repositories that the leaves name, with a short text for each document, and the commits that hold them here. */
    private Map<String, String> mirrors(Map<String, String> leaves) {
        var documents = new TreeMap<String, Map<String, Change>>();
        leaves.values().forEach(text -> {
            var document = DOCUMENT.matcher(text);
            if (document.find()) {
                var file = document.group("file");
                documents
                        .computeIfAbsent(name(document.group("repo")), name -> new TreeMap<>())
                        .put(file, Change.write(Documents.about(file.replaceAll("[_.]", " "))));
            }
        });
        var commits = new HashMap<String, String>();
        documents.forEach((url, files) -> commits.put(url, taxonomy.mirror(url, files)));
        return commits;
    }

    private static String commit(Map<String, String> commits, String repository) {
        return commits.getOrDefault(name(repository), "unknown");
    }

    private static String name(String repository) {
        return repository.replaceFirst("\\.git$", "");
    }
}

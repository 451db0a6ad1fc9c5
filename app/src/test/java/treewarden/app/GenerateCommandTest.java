package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sandbox.teacher.TeacherOptions;

class GenerateCommandTest {
    @TempDir
    Path folder;

    private StandInTeacher teacher;
    private Taxonomies taxonomy;

    @BeforeEach
    void start() {
        teacher = StandInTeacher.start(TeacherOptions.defaults());
        taxonomy = new Taxonomies(folder, teacher);
        taxonomy.skill("anchor");
    }

    @AfterEach
    void stop() {
        teacher.close();
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    @Test
    void aTaxonomyBecomesTrainingDataForPeopleToRead() {
        taxonomy.knowledge("sheepfold");

        var ran = taxonomy.run("data", "--name", "first");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .containsPattern("compositional_skills/writing/anchor {2}\\d+ kept -> \\d+ sound -> \\d+ distinct")
                .containsPattern("knowledge/nature/sheepfold {2}\\d+ kept -> \\d+ sound -> \\d+ distinct")
                .containsPattern("\\d+ rows kept of 2 leaves; \\d+ to train on in both phases")
                .containsPattern("\\d+ requests, .* tokens, .*; 0 of 3 parts were finished before")
                .contains(taxonomy.out("data").resolve("skills_train_msgs_first.jsonl") + "  (");
        assertThat(taxonomy.files("data")).containsKeys("report.json", "knowledge_train_msgs_first.jsonl");
    }

    @Test
    void theSameForProgramsToRead() throws IOException {
        var ran = taxonomy.run("data", "--format", "json");

        assertThat(ran.exitCode()).isZero();
        var report = json(ran);
        assertThat(report.path("leaves").asInt()).isEqualTo(1);
        assertThat(report.path("requests").asInt()).isEqualTo(teacher.load().requests());
        assertThat(report.path("kept").asInt()).isPositive();
        assertThat(report.path("empty")).isEmpty();
        assertThat(report.path("files").findValuesAsText("name")).contains("README.md", "funnel.svg");
    }

    @Test
    void theSecondRunAsksNothingAndWritesTheSame() throws IOException {
        taxonomy.knowledge("sheepfold");
        taxonomy.run("data");
        var first = taxonomy.files("data");
        teacher.reset();

        var again = taxonomy.run("data", "--format", "json");

        assertThat(json(again).path("requests").asInt()).isZero();
        assertThat(json(again).path("found").asInt()).isEqualTo(3);
        assertThat(teacher.load().requests()).isZero();
        assertThat(taxonomy.files("data")).isEqualTo(first);
    }

    @Test
    void aDryRunSendsNothingAndComesNear() throws IOException {
        taxonomy.knowledge("sheepfold");

        var told = taxonomy.run("data", "--pipeline", "full", "--dry-run");
        var expected = json(taxonomy.run("data", "--pipeline", "full", "--dry-run", "--format", "json"));

        assertThat(teacher.asked()).isEmpty();
        assertThat(taxonomy.out("data")).doesNotExist();
        assertThat(told.exitCode()).isZero();
        assertThat(told.out())
                .contains("2 leaves, 3 parts, of which 0 are finished")
                .containsPattern("about [\\d,]+ requests, .* tokens read and .* written, for about [\\d,]+ rows")
                .containsPattern("about \\d+:\\d\\d with \\d+ requests at once");
        assertThat(expected.path("prompt_tokens").asLong()).isPositive();
        assertThat(expected.path("seconds").asLong()).isPositive();

        taxonomy.run("data", "--pipeline", "full");

        assertThat((double) expected.path("requests").asInt() / teacher.load().requests())
                .isBetween(1 / 1.5, 1.5);
    }

    @Test
    void onlyWhatDiffersFromTheBaseIsTaken() throws IOException {
        try (var history = History.begin(taxonomy.root())) {
            history.addsAll().commit("An anchor (#1)");
            taxonomy.skill("lantern");

            var ran = taxonomy.run("data", "--base", "main", "--format", "json");

            assertThat(json(ran).path("leaves").asInt()).isEqualTo(1);
            assertThat(taxonomy.files("data"))
                    .containsKey("generated/compositional_skills_writing_lantern.jsonl")
                    .doesNotContainKey("generated/compositional_skills_writing_anchor.jsonl");
            history.addsAll().commit("A lantern (#2)");
            isToldInOneLine(taxonomy.run("other", "--base", "main"), 1, "no leaf differs from main");
            isToldInOneLine(taxonomy.run("other", "--base", "v9"), 2, "knows no commit, branch or tag \"v9\"");
        }
    }

    @Test
    void aLeafWithErrorsIsNamedByFileAndLineBeforeAnythingIsAsked() throws IOException {
        var file = taxonomy.skill("bellows");
        Files.writeString(file, Leaves.skill("bellows").replace("created_by: ada\n", ""));

        var refused = taxonomy.run("data");
        isToldInOneLine(refused, 1, Leaves.folder("bellows") + "/qna.yaml:1: ");
        assertThat(refused.err()).contains("run treewarden validate " + taxonomy.root(), "--skip-invalid");
        assertThat(teacher.asked()).isEmpty();

        var skipped = taxonomy.run("data", "--skip-invalid");
        assertThat(skipped.exitCode()).isZero();
        assertThat(skipped.out()).contains("1 leaf was left out because of errors");
    }

    @Test
    void documentsThatCannotBeHadAreToldAndTheRestGoesOn() {
        var url = "https://github.com/somebody/weir";
        taxonomy.mirror(url, Map.of("weir.md", Change.write("# Weir")));
        taxonomy.writes("knowledge/nature/weir", Leaves.knowledge("weir", url, "ab".repeat(20)));

        var expected = taxonomy.run("data", "--dry-run");
        var ran = taxonomy.run("data");

        assertThat(expected.out()).contains("nothing of knowledge/nature/weir: document.commit: ");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("nothing of knowledge/nature/weir: document.commit: ", "ab".repeat(20));
    }

    @Test
    void whereNothingIsKeptItEndsWithOneAndSaysWhy() {
        teacher.faults().always("POST", "/v1/chat/completions", TeacherFaults.emptyAnswer());

        var ran = taxonomy.run("data");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("0 rows kept of 1 leaves", "nothing of compositional_skills/writing/anchor: ");
    }

    @Test
    void aTeacherThatIsNotThereIsNamed() {
        teacher.close();

        var ran = taxonomy.run("data");

        isToldInOneLine(ran, 1, teacher.url());
        assertThat(ran.err()).contains("run it again to go on");
        assertThat(taxonomy.files("data")).isEmpty();
    }

    @Test
    void aFolderThatIsSomebodysIsLeftAlone() throws IOException {
        Files.createDirectories(taxonomy.out("thesis"));
        Files.writeString(taxonomy.out("thesis").resolve("chapter 1.txt"), "mine");

        isToldInOneLine(taxonomy.run("thesis"), 1, "name a new or an empty folder for --out");
        assertThat(taxonomy.files("thesis")).containsOnlyKeys("chapter 1.txt");
        assertThat(teacher.asked()).isEmpty();
    }

    @Test
    void aBudgetThatIsUsedUpIsToldAndMoreCompletesTheData() {
        isToldInOneLine(taxonomy.run("data", "--max-tokens", 100), 1, "the 100 tokens of --max-tokens are used up");
        assertThat(taxonomy.files("data")).isEmpty();

        assertThat(taxonomy.run("data", "--max-tokens", 10_000_000).exitCode()).isZero();
    }

    @Test
    void helpShowsAnExample() {
        assertThat(Ran.treewarden("generate", "--help").out())
                .contains("Example:  treewarden generate --taxonomy ~/taxonomy", "--dry-run", "--max-tokens");
    }

    @Test
    void wrongUsageIsToldInALineBeforeTheTeacherIsAsked() throws IOException {
        var nothing = Files.createDirectory(folder.resolve("nothing"));

        isToldInOneLine(taxonomy.run("data", "--taxonomy", folder.resolve("missing")), 2, "missing is not a folder");
        isToldInOneLine(taxonomy.run("data", "--taxonomy", nothing), 1, "a leaf is a folder with a qna.yaml");
        isToldInOneLine(taxonomy.run("data", "--base", "main"), 2, "leave --base out");
        isToldInOneLine(taxonomy.run("data", "--pipeline", "fullest"), 2, "fullest");
        isToldInOneLine(taxonomy.run("data", "--max-tokens", -1), 2, "--max-tokens must not be negative");
        isToldInOneLine(taxonomy.run("data", "--concurrency", 0), 2, "--concurrency must be from 1 to 4096");
        isToldInOneLine(taxonomy.run("data", "--language", "xx"), 2, "xx");
        isToldInOneLine(taxonomy.run("data", "--near-duplicates", 7), 2, "--near-duplicates must be");
        isToldInOneLine(taxonomy.run("data", "--rows-per-skill", -3), 2, "--rows-per-skill must");
        isToldInOneLine(taxonomy.run("data", "--piece-tokens", 0), 2, "--piece-tokens");
        isToldInOneLine(taxonomy.run("data", "--skill-data", folder.resolve("none.jsonl")), 1, "none.jsonl");
        isToldInOneLine(taxonomy.run("data", "--skill-data", "a.jsonl=many"), 2, "a number of rows such as 5000");
        isToldInOneLine(taxonomy.run("data", "--system-prompt", folder.resolve("none.txt")), 2, "none.txt");
        isToldInOneLine(taxonomy.run("data", "--name", "a/b"), 2, "a/b");
        isToldInOneLine(taxonomy.run("data", "--mirror", "http://x=y"), 2, "documents.mirrors");
        isToldInOneLine(Ran.treewarden("generate", "--taxonomy", taxonomy.root()), 2, "--out=DIR");
        assertThat(teacher.asked()).isEmpty();
    }

    private static void isToldInOneLine(Ran ran, int exitCode, String words) {
        assertThat(ran.err()).startsWith("treewarden: ").contains(words).hasLineCount(1);
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
    }
}

package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sandbox.teacher.TeacherOptions;

class SampleCommandTest {
    @TempDir
    Path folder;

    private StandInTeacher teacher;

    @BeforeEach
    void start() throws IOException {
        teacher = StandInTeacher.start(TeacherOptions.defaults());
        leaf("anchor", Leaves.skill("anchor"));
    }

    @AfterEach
    void stop() {
        teacher.close();
    }

    private Path leaf(String topic, String qna) throws IOException {
        var leaf = folder.resolve(Leaves.folder(topic));
        Files.createDirectories(leaf);
        Files.writeString(leaf.resolve("attribution.txt"), Leaves.ATTRIBUTION);
        Files.writeString(leaf.resolve("qna.yaml"), qna);
        return leaf;
    }

    private Ran sample(Object... more) {
        var first = new Object[] {
            "sample", "--teacher", teacher.url(), "--model", teacher.model(), "--cache", folder.resolve("cache")
        };
        var arguments = new Object[more.length + first.length];
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return Ran.treewarden(arguments);
    }

    @Test
    void aLeafIsSampledForPeopleToRead() {
        var ran = sample(folder.resolve(Leaves.folder("anchor")));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains(Leaves.folder("anchor") + "  (freeform skill, pipeline full/freeform_skills)")
                .contains("kept 1", "question:", "answer:", "Stand-in answer")
                .containsPattern("\\d+ of \\d+ kept by stand-in-teacher, \\d+ requests");
    }

    @Test
    void aFolderIsSampledForProgramsToRead() throws IOException {
        var ran = sample("--format", "json", "--rows", 3, folder);

        assertThat(ran.exitCode()).isZero();
        var report = new ObjectMapper().readTree(ran.out());
        assertThat(report.path("teacher").asText()).isEqualTo("stand-in-teacher");
        assertThat(report.path("leaves")).singleElement().satisfies(leaf -> {
            assertThat(leaf.path("leaf").asText()).isEqualTo(Leaves.folder("anchor"));
            assertThat(leaf.path("kept"))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.path("answer").asText()).isNotBlank());
        });
    }

    @Test
    void whereNothingIsKeptItEndsWithOne() {
        teacher.faults().always("POST", "/v1/chat/completions", TeacherFaults.emptyAnswer());

        var ran = sample(folder);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("0 of ", "problem: ");
    }

    @Test
    void aTeacherThatIsNotThereIsNamed() {
        teacher.close();

        var ran = sample(folder);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("treewarden: ").contains(teacher.url()).hasLineCount(1);
    }

    @Test
    void aModelThatTheTeacherDoesNotHaveIsNamed() {
        var ran = Ran.treewarden("sample", "--teacher", teacher.url(), "--model", "another", folder);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .startsWith("treewarden: ")
                .contains("check the teacher's address and the model's name")
                .hasLineCount(1);
    }

    @Test
    void aLeafThatIsNotCleanIsSentToValidate() throws IOException {
        var leaf = leaf("bellows", Leaves.skill("bellows").replace("created_by: ada\n", ""));

        var ran = sample(leaf);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains(leaf + "/qna.yaml:1: ", "Run treewarden validate " + leaf + "/qna.yaml to see all.")
                .hasLineCount(1);
        assertThat(teacher.asked()).isEmpty();
    }

    @Test
    void wrongUsageIsToldInALineBeforeTheTeacherIsAsked() throws IOException {
        var nothing = Files.createDirectory(folder.resolve("nothing"));

        isToldInOneLine(sample("--rows", 0, folder), 2, "--rows must be from 1 to 1000");
        isToldInOneLine(sample("--pipeline", "fullest", folder), 2, "fullest");
        isToldInOneLine(sample(folder.resolve("missing")), 2, "missing");
        isToldInOneLine(sample(nothing), 1, "there is no leaf at " + nothing);
        isToldInOneLine(
                Ran.treewarden("sample", "--teacher", "http://teacher.example/v1", "--model", "m", folder), 2, "http");
        isToldInOneLine(Ran.treewarden("sample", "--model", "m", folder), 2, "--teacher=URL");
        assertThat(teacher.asked()).isEmpty();
    }

    private static void isToldInOneLine(Ran ran, int exitCode, String words) {
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("treewarden: ").contains(words).hasLineCount(1);
    }
}

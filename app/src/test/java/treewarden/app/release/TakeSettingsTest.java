package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.config.ConfigFile;
import treewarden.domain.release.PlanSettings;
import treewarden.domain.release.PlanSettings.Part;

/** What the operator edits, and what a plan says of it. */
class TakeSettingsTest {
    private static final String TEACHER = "teacher: {url: \"http://127.0.0.1:1/v1\", model: mixtral}";
    private static final String RELEASES = """
            releases:
              model: community/model
              taxonomy: instructlab/taxonomy
              base-model: base
              base-model-revision: "1"
              data-sets:
                skills: [rows.jsonl=0.5]
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void rows() throws IOException {
        Files.writeString(folder.resolve("rows.jsonl"), "{\"messages\": []}\n");
    }

    @Test
    void theSameConfigurationIsTheSame() throws IOException {
        assertThat(usual().parts())
                .extracting(Part::name)
                .containsExactly("base model", "recipe", "data sets", "teacher", "pipeline");
        assertThat(changed(TEACHER, RELEASES)).isEmpty();
        assertThat(changed(TEACHER.replace("127.0.0.1:1", "127.0.0.1:2"), RELEASES + "  approval: by-rule\n"))
                .as("of what makes no other model")
                .isEmpty();
        assertThat(changed(TEACHER, RELEASES + "  recipe: {checkpoint-steps: 7}\n"))
                .as("nor how it is kept")
                .isEmpty();
    }

    @Test
    void anotherBaseModelIsNamed() throws IOException {
        assertThat(changed(TEACHER, RELEASES.replace("\"1\"", "\"2\""))).containsExactly("base model");
        assertThat(changed(TEACHER, RELEASES.replace("base-model: base", "base-model: larger")))
                .containsExactly("base model");
    }

    @Test
    void soAreOtherEpochsAndAnotherType() throws IOException {
        assertThat(changed(TEACHER, RELEASES + "  recipe: {knowledge: {epochs: 3}}\n"))
                .containsExactly("recipe");
        assertThat(changed(TEACHER, RELEASES + "  recipe: {dtype: float32}\n")).containsExactly("recipe");
    }

    @Test
    void soAreOtherRowsUnderTheSameName() throws IOException {
        var before = usual();
        assertThat(changed(TEACHER, RELEASES.replace("=0.5", "=0.7"))).containsExactly("data sets");

        Files.writeString(folder.resolve("rows.jsonl"), "{\"messages\": [{}]}\n");

        assertThat(usual().changedSince(before)).containsExactly("data sets");
    }

    @Test
    void soAreAnotherTeacherAndPipeline() throws IOException {
        assertThat(changed(TEACHER.replace("mixtral", "granite"), RELEASES)).containsExactly("teacher");
        assertThat(changed(TEACHER.replace("}", ", pipeline: simple}"), RELEASES))
                .containsExactly("pipeline");
    }

    @Test
    void whatIsNotKnownHereIsNoChange() throws IOException {
        assertThat(changed("", RELEASES)).as("no teacher").isEmpty();
        var before = usual();

        Files.delete(folder.resolve("rows.jsonl"));

        assertThat(usual().changedSince(before)).as("no rows").isEmpty();
    }

    private List<String> changed(String teacher, String releases) throws IOException {
        return settings(teacher, releases).changedSince(usual());
    }

    private PlanSettings usual() throws IOException {
        return settings(TEACHER, RELEASES);
    }

    private PlanSettings settings(String teacher, String releases) throws IOException {
        var file = Files.writeString(
                folder.resolve("worker.yaml"), "database: {sqlite: treewarden.db}\n" + teacher + "\n" + releases);
        var config = ConfigFile.readForWorker(file, Map.of());
        return new TakeSettings(Objects.requireNonNull(config.releases()), config.teacher()).now();
    }
}

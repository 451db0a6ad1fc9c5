package treewarden.sdg.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Language;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.AnswerForm;
import treewarden.sdg.block.PipelineOptions;

class PipelineDigestTest {
    private static final PipelineOptions USUAL = PipelineOptions.USUAL;

    @TempDir
    Path folder;

    @Test
    void whateverChangesTheRowsChangesTheDigest() {
        var all = new HashSet<>();
        for (var options : List.of(
                USUAL, USUAL.withLanguage(Language.GERMAN), USUAL.withJudges(AnswerForm.JSON), USUAL.withScale(7))) {
            var pipeline = PipelineSet.of("full", options).pipeline(LeafKind.FREEFORM_SKILL);
            assertThat(all.add(pipeline.digest())).isTrue();
            assertThat(all.add(pipeline.makingAbout(3).digest())).isTrue();
        }
        assertThat(all.add(
                        PipelineSet.named("full").pipeline(LeafKind.KNOWLEDGE).digest()))
                .isTrue();
        assertThat(all)
                .contains(PipelineSet.named("full")
                        .pipeline(LeafKind.FREEFORM_SKILL)
                        .digest());
    }

    @Test
    void aPromptCountsAndItsPlaceDoesNot() throws IOException {
        var here = write("here", "Ask.");
        var there = write("there", "Ask.");
        var other = write("other", "Ask!");

        assertThat(digest(there)).isEqualTo(digest(here));
        assertThat(digest(other)).isNotEqualTo(digest(here));
    }

    private static Object digest(Path file) {
        return PipelineSet.of(file.toString()).pipeline(LeafKind.KNOWLEDGE).digest();
    }

    private Path write(String name, String prompt) throws IOException {
        var set = Files.createDirectories(folder.resolve(name));
        Files.writeString(set.resolve("p.yaml"), "generation: " + prompt + "\nstart_tags: ['']\nend_tags: ['']\n");
        return Files.writeString(set.resolve("knowledge.yaml"), """
                version: "1.0"
                blocks:
                  - name: gen
                    type: LLMBlock
                    config: {config_path: p.yaml, output_cols: [output]}
                """);
    }
}

package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.domain.release.ReleaseStage;

class WriteModelCardTest {
    @TempDir
    Path home;

    @Test
    void aPublisherThatKnowsNoTeacherNamesTheOneThatWroteTheRows() {
        var card = card(MadeRelease.in(home), MadeRelease.publisher());

        assertThat(card).contains("| Teacher | `mixtral` |").doesNotContain("`a teacher model`");
    }

    @Test
    void whatTheOperatorEditsForTheNextReleaseIsNotSaidOfThisOne() {
        var card = card(MadeRelease.in(home), MadeRelease.publisherOfTheNext());

        assertThat(card)
                .contains("base_model:\n- \"ibm/granite-3b\"")
                .contains("| Base model | `ibm/granite-3b`, revision `8f0b1c` |")
                .contains("| knowledge | knowledge | 30 | 7 | 2.0e-05 | 128 |")
                .contains("| skills | skills | 40 | 10 | 6.0e-06 | 3,840 |")
                .contains("(LoRA, rank 16, alpha 32) were trained and merged")
                .contains("The trainer (0.1.0) computed in bfloat16 on cuda with 8 processes.")
                .doesNotContain("granite-9b`", "9.0e-04");
    }

    @Test
    void ofAReleaseWhoseStagesNotedNothingTheConfigurationIsAllThatIsKnown() {
        var card = card(MadeRelease.old(home), MadeRelease.publisher());

        assertThat(card)
                .contains("| Teacher | `a teacher model` |")
                .contains("| Base model | `ibm/granite-3b`, revision `of ibm/granite-3b` |")
                .contains("| knowledge | knowledge | 30 | 7 | 2.0e-05 | 128 |")
                .contains("(LoRA, rank 16, alpha 32)")
                .doesNotContain("computed in");
    }

    private static String card(Bench bench, WriteModelCard publisher) {
        return publisher.card(bench.at(ReleaseStage.PUBLISH), Digest.of("manifest"));
    }
}

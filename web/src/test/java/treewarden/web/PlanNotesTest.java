package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release's page says beside its plan, where releases are configured without a regression set. */
class PlanNotesTest {
    private static final String NOTE = "<p class=\"note\">Note: no regression set: forgetting is not checked; set"
            + " `releases.evaluation.regression-set`</p>";

    @TempDir
    Path folder;

    private Operated site;

    @BeforeEach
    void open() {
        site = Operated.in(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aPlanSaysThatForgettingWillNotBeChecked() {
        site.write(transaction ->
                Released.begun(transaction, Released.SECOND).planned(null).trained(0.4));

        assertThat(page()).contains(NOTE);
    }

    @Test
    void whatWasEvaluatedSaysItselfWhetherItWasChecked() {
        site.write(transaction -> {
            Released.begun(transaction, Released.FIRST)
                    .planned(null)
                    .trained(0.4)
                    .evaluated(null)
                    .passed()
                    .published("https://hub.example/m");
            Released.begun(transaction, Released.SECOND)
                    .planned(Released.FIRST)
                    .trained(0.4)
                    .withRegressionSet()
                    .evaluated(Released.FIRST);
        });

        assertThat(site.get("/releases/" + Released.FIRST).body()).contains(NOTE);
        assertThat(page()).contains("What it holds").doesNotContain(NOTE);
    }

    @Test
    void whatEndedBeforeIsNotSpokenOf() {
        site.write(transaction -> {
            Released.begun(transaction, Released.SECOND).planned(null);
            transaction.writeReleases().cancel(Released.SECOND, "mona", "not now");
        });

        assertThat(page()).contains("What it holds").doesNotContain("Note:");
    }

    private String page() {
        return site.get("/releases/" + Released.SECOND).body();
    }
}

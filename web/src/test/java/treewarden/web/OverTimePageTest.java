package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;

class OverTimePageTest {
    @TempDir
    Path folder;

    @Test
    void theChartHasItsFiguresInATableBelow() {
        try (var site = Site.in(folder)) {
            site.with(
                    Given.contribution(1).since(Duration.ofHours(1)).now(),
                    Given.contribution(2).since(Duration.ofDays(40)).now());
            var third = site.decide(Given.contribution(3).now(), "treewarden", "opened");
            site.decide(third.inState(ContributionState.REJECTED, Site.NOON), "grace", "no");

            var body = site.get("/over-time").body();
            var text = body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");

            assertThat(body)
                    .contains("<svg class=\"chart\" role=\"img\" aria-label=\"Contributions under way at the end")
                    .contains("<title>2 under way on 2026-11-22</title>")
                    .doesNotContain(" style=");
            assertThat(text)
                    .contains("1 to 3 days 1")
                    .contains("over 4 weeks 1")
                    .contains("2026-11-22 3 1 2 1.1")
                    .contains("Nothing came before.")
                    .doesNotContain("2026-11-15 0 0 0");
        }
    }
}

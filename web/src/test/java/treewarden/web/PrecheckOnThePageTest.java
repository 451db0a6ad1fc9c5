package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Contribution;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.Score;
import treewarden.domain.Usage;

/** The page says no less of a precheck than the bot's comment. */
class PrecheckOnThePageTest {
    @TempDir
    Path folder;

    private Site site;
    private final Contribution it = Given.contribution(1).now();

    @BeforeEach
    void open() {
        site = Site.in(folder);
        site.with(it);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void saysWhenItAskedWhatItTookAndWhatItDidNotAsk() {
        asked(7, List.of("knowledge/late"), answer("knowledge/tides", 1, 5));

        assertThat(page())
                .contains("1 of 1 answered well")
                .contains("asked 3 h ago")
                .contains("1,000 tokens 12 s")
                .contains("Not asked: 7 questions, because a precheck covers only so many.")
                .contains("Left out: 1 leaf, because a precheck covers only so many, or the file could not be read:"
                        + " knowledge/late");
        assertThat(html()).contains("datetime=\"2026-11-22T09:00:00Z\"");
    }

    @Test
    void ofOneLeafWithNothingLeftOutItIsSilentAboutBoth() {
        asked(0, List.of(), answer("knowledge/tides", 1, 5));

        assertThat(page()).doesNotContain("Not asked", "Left out", "failed").contains("with its context The sea.");
        assertThat(html()).doesNotContain("<h3><code>knowledge/tides");
    }

    @Test
    void overSeveralLeavesEachQuestionStandsUnderItsOwn() {
        asked(
                1,
                List.of(),
                answer("knowledge/tides", 1, 5),
                answer("knowledge/moon", 1, 2),
                answer("knowledge/tides", 2, 1));

        assertThat(prechecks())
                .containsSubsequence(
                        "knowledge/tides 1 of 2 answered well",
                        "Question 1 of knowledge/tides?",
                        "Question 2 of knowledge/tides?",
                        "knowledge/moon 0 of 1 answered well",
                        "Question 1 of knowledge/moon?",
                        "Not asked: 1 question,");
    }

    @Test
    void whatFailedIsNotTakenForABadAnswer() {
        asked(0, List.of(), failed(1), failed(2), answer("knowledge/tides", 3, 5));

        assertThat(page())
                .contains("1 of 3 answered well")
                .contains("2 questions failed")
                .contains("It timed out.");
    }

    @Test
    void whereNoQuestionCouldBeReadItSaysSo() {
        asked(0, List.of("knowledge/tides"));

        assertThat(page())
                .contains("The model was asked nothing: no question could be read.")
                .doesNotContain("0 of 0");
    }

    @Test
    void aLongListIsCutAndLeadsToTheRest() {
        asked(
                0,
                List.of(),
                Stream.of("knowledge/tides", "knowledge/moon")
                        .flatMap(leaf -> IntStream.rangeClosed(1, 70).mapToObj(n -> answer(leaf, n, 5)))
                        .toArray(PrecheckAnswer[]::new));

        assertThat(page())
                .contains("And 40 more answers. Show all here")
                .contains("Question 30 of knowledge/moon?")
                .contains("knowledge/moon 70 of 70 answered well")
                .doesNotContain("Question 31 of knowledge/moon?");
        assertThat(html()).contains("href=\"/contributions/instructlab/taxonomy/1?all=yes#prechecks\"");
        assertThat(site.get("/contributions/instructlab/taxonomy/1?all=yes").body())
                .contains("Question 70 of knowledge/moon?")
                .doesNotContain("more answers");
    }

    private void asked(int unasked, List<String> omitted, PrecheckAnswer... answers) {
        site.with(new PrecheckReport(
                it.id(),
                it.head(),
                null,
                "community-7b",
                "judge",
                "1",
                List.of(),
                omitted,
                List.of(answers),
                unasked,
                80,
                new Usage(2, 900, 100),
                Site.NOON.minus(Duration.ofHours(3)),
                12_400));
    }

    private static PrecheckAnswer answer(String leaf, int n, int score) {
        return answer(leaf, n, new Score(score, PrecheckAnswer.BEST), null);
    }

    private static PrecheckAnswer failed(int n) {
        return answer("knowledge/tides", n, null, "It timed out.");
    }

    private static PrecheckAnswer answer(String leaf, int n, @Nullable Score score, @Nullable String problem) {
        return new PrecheckAnswer(
                leaf,
                n,
                "The sea.",
                "Question " + n + " of " + leaf + "?",
                "The Moon.",
                score == null ? null : "The wind.",
                score,
                null,
                problem);
    }

    private String html() {
        return site.get("/contributions/instructlab/taxonomy/1").body();
    }

    private String page() {
        return text(html());
    }

    private String prechecks() {
        var html = html();
        return text(html.substring(html.indexOf("id=\"prechecks\""), html.indexOf("id=\"leaves\"")));
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}

package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.StoredLeaf;

class SinceReviewTest {
    private static final String PATH = "compositional_skills/haiku/qna.yaml";
    private static final String TEXT =
            IntStream.rangeClosed(1, 20).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining());

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.in(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whereNobodyJudgedItIsAFirstLook() {
        site.with(Given.contribution(1).now());

        assertThat(page()).contains("First look: nobody has judged this yet.");
    }

    @Test
    void whatTheBotDecidesIsNoReview() {
        site.decide(
                Given.contribution(1).in(ContributionState.CHANGES_REQUESTED).now(), "treewarden", "checked");

        assertThat(page()).contains("First look");
    }

    @Test
    void ofAPushAfterTheReviewTheChangedLinesAreShown() {
        judged("eve (7)", "/request-changes The tenth line is wrong.");
        pushed(TEXT.replace("line 10\n", "line ten\nand another\n"));

        assertThat(page())
                .contains("eve (7) looked at", "said: /request-changes The tenth line is wrong.")
                .contains(PATH + " changed, 2 added, 1 removed")
                .contains("6 lines the same 7 7 line 7")
                .contains("10 - line 10 10 + line ten 11 + and another 11 12 line 11")
                .contains("13 14 line 13 7 lines the same")
                .doesNotContain("line 14");
        assertThat(html())
                .contains("/compare/" + Given.head(1).hex() + ".."
                        + Given.head(1, 1).hex());
    }

    @Test
    void whatDidNotChangeIsClosed() {
        judged("eve (7)", "/hold");
        pushed(TEXT);

        assertThat(page()).contains("No leaf changed since eve (7) looked at");
        assertThat(html())
                .contains("<section class=\"part since\" id=\"since\">\n<h2>Since the last review</h2>\n<details>");
    }

    @Test
    void leavesThatCameAndWentAreNamed() {
        judged("eve (7)", "/uncertain");
        var next = push();
        site.with(Given.read(next, new StoredLeaf("knowledge/tides/qna.yaml", site.keeps("created_by: ana\n"))));

        assertThat(page())
                .contains(PATH + " not part of it any more")
                .contains("knowledge/tides/qna.yaml new since then, 1 added")
                .contains("+ created_by: ana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "took back that it waits for requested changes",
                "took back that it is changes requested" // as it was written before
            })
    void whatWasTakenBackIsNoReview(String tookBack) {
        judged("eve (7)", "/request-changes Shorter, please.");
        site.decide(Given.contribution(1).version(2).now(), "eve (7)", tookBack);

        assertThat(page()).contains("First look");
    }

    @Test
    void aVersionThatIsNotKeptAnyMoreIsSaidToBeMissing() {
        judged("eve (7)", "/hold");
        var next = push();
        site.with(Given.read(next, new StoredLeaf(PATH, Digest.of("gone"))));

        assertThat(page()).contains("What this leaf said then is not kept any more. The code host has both versions.");
    }

    @Test
    void aHeadThatWasNotReadIsSaidToBeUnknown() {
        judged("eve (7)", "/hold");
        var next = push();

        assertThat(page())
                .contains("It is not known here what commit " + next.head().brief() + " held.");
    }

    @Test
    void whatNobodySeesIsWrittenOut() {
        judged("eve (7)", "/hold");
        pushed(TEXT.replace("line 3\n", "line \u202E3\r\n"));

        assertThat(page()).contains("+ line \\u{202e}3\\u{d}");
    }

    @Test
    void longTextsWithNothingInCommonAreLeftToTheCodeHost() {
        judged("eve (7)", "/hold");
        pushed("x\n".repeat(3_001));

        assertThat(page()).contains("too many to be compared here");
    }

    @Test
    void manyChangedLinesAreCut() {
        judged("eve (7)", "/hold");
        pushed(IntStream.range(0, 2_900).mapToObj(n -> "other " + n + "\n").collect(Collectors.joining()));

        assertThat(page())
                .contains("2900 added, 20 removed")
                .contains("There is more.")
                .doesNotContain("other 500");
    }

    private void judged(String by, String words) {
        var first = Given.contribution(1).now();
        site.with(first);
        site.with(Given.read(first, new StoredLeaf(PATH, site.keeps(TEXT))));
        site.decide(
                Given.contribution(1)
                        .in(ContributionState.CHANGES_REQUESTED)
                        .version(1)
                        .now(),
                by,
                words);
    }

    private void pushed(String text) {
        site.with(Given.read(push(), new StoredLeaf(PATH, site.keeps(text))));
    }

    private Contribution push() {
        return site.decide(Given.contribution(1).version(2).pushed(1).now(), "treewarden", "1 leaf checked");
    }

    private String html() {
        return site.get("/contributions/instructlab/taxonomy/1").body();
    }

    private String page() {
        return html().replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .replace(" .", ".")
                .replace(" ,", ",");
    }
}

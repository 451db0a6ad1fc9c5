package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;

class ScoresOverReleasesTest {
    private static final Pattern MARK =
            Pattern.compile("<path class=\"mark (\\w*)\" d=\"[^\"]*\"><title>([^<]*)</title>");

    @TempDir
    Path folder;

    private Site site;
    private Evaluations months;

    @BeforeEach
    void open() {
        site = Site.in(folder);
        months = new Evaluations(site.database());
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void beforeAnyReleaseIsEvaluatedThereIsNothingToDraw() {
        var id = months.cancelledBefore();

        assertThat(body(id)).contains("Stages").doesNotContain("release by release");
    }

    @Test
    void oneEvaluationIsAPointAndNoLine() {
        var id = months.published(0.5);

        assertThat(scores(id)).contains("Only one release was evaluated so far").doesNotContain("class=\"same\"");
        assertThat(marks(id))
                .containsExactly("release-20250115, base model: 45 %", "release-20250115, candidate: 50 %");
    }

    @Test
    void threeModelsAreFollowedFromReleaseToRelease() {
        months.published(0.5);
        var id = months.published(0.56);

        assertThat(scores(id))
                .contains("<h3>held-out questions</h3>")
                .contains("candidate: 50 %, 56 %; last release: none, 49 %; base model: 45 %, 45 %.")
                .contains("aria-labelledby=\"scores-held-out-title scores-held-out-words\"")
                .doesNotContain("class=\"notes\"")
                .doesNotContain("NaN")
                .doesNotContain("style=");
        assertThat(lines(id, "same")).as("candidate and base model").isEqualTo(2);
        assertThat(lines(id, "others")).isZero();
        assertThat(text(id))
                .contains("release-20250215 this one published 10 56 % 49 % 45 % judge-7b prompts 1"
                        + " release-20250115 published 10 50 % 45 % judge-7b prompts 1");
        assertThat(scores(id)).contains("<a href=\"/releases/release-20250115\">release-20250115</a>");
    }

    @Test
    void thePageOfAnEarlierReleaseKnowsNothingOfLaterOnes() {
        var first = months.published(0.5);
        months.published(0.56);

        assertThat(scores(first)).contains("Only one release").doesNotContain("release-20250215");
    }

    @Test
    void oneThatIsNotEvaluatedYetShowsThoseBefore() {
        months.published(0.5);
        months.published(0.56);
        var id = months.cancelledBefore();

        assertThat(marks(id)).hasSize(5).noneMatch(mark -> mark.contains(id.name()));
    }

    @Test
    void anotherJudgeBreaksTheCurvesAndThePageSaysSo() {
        months.published(0.5);
        months.published(0.56);
        var id = months.judgedBy("judge-70b", "1").published(0.7);

        assertThat(scores(id))
                .contains("From release-20250315 on the judge is judge-70b instead of judge-7b. Scores before and after"
                        + " cannot be compared, so the curves break there.")
                .contains("<g class=\"cut\"><title>Another judge, or other prompts, from release-20250315 on</title>");
        assertThat(steps(id, "candidate", "same"))
                .as("from the first to the second")
                .isOne();
        assertThat(marks(id)).hasSize(8);
    }

    @Test
    void otherPromptsBreakThemToo() {
        months.published(0.5);
        var id = months.judgedBy("judge-7b", "2").published(0.7);

        assertThat(scores(id)).contains("the judge's prompts are version 2 instead of 1.");
        assertThat(lines(id, "same")).isZero();
        assertThat(lines(id, "others")).isZero();
    }

    @Test
    void multipleChoiceHasNoJudgeAndGoesOn() {
        months.alsoAsking(0, 4);
        months.published(0.5);
        var id = months.judgedBy("judge-70b", "2").published(0.7);

        assertThat(scores(id)).contains("<h3>multiple choice</h3>").containsOnlyOnce("<g class=\"cut\">");
        assertThat(lines(id, "same")).as("of multiple choice").isEqualTo(2);
    }

    @Test
    void otherQuestionsMakeADashedStep() {
        months.alsoAsking(5, 0);
        months.published(0.5);
        var id = months.asking(14).published(0.56);

        assertThat(scores(id))
                .contains("A dashed step leads to other questions")
                .contains("others than before");
        assertThat(lines(id, "others")).as("at held-out questions").isEqualTo(2);
        assertThat(lines(id, "same")).as("at the regression set").isEqualTo(2);
    }

    @Test
    void oneWhoseReportIsGoneLeavesAGap() throws SQLException {
        months.published(0.5);
        var gone = months.published(0.53);
        var id = months.published(0.56);
        execute("delete from release_output where stage = 'evaluate' and release_name = '" + gone + "'");

        assertThat(scores(id))
                .contains(
                        "What the evaluation of release-20250215 found is not there any more, so the curves have a gap.")
                .contains("candidate: 50 %, none, 56 %");
        assertThat(text(id)).contains("release-20250215 published not there any more");
        assertThat(lines(id, "same")).isZero();
    }

    @Test
    void aJudgeThatChangedInAGapIsNoticedAllTheSame() {
        months.published(0.5);
        months.lost();
        var id = months.judgedBy("judge-70b", "1").published(0.56);

        assertThat(scores(id))
                .contains("the judge is judge-70b instead of judge-7b")
                .contains("class=\"cut\"");
    }

    @Test
    void candidatesThatWereNotPublishedAreHollow() {
        months.published(0.5);
        months.refused(0.3);
        var id = months.waiting(0.6);

        assertThat(scores(id))
                .contains("A hollow circle is a candidate that was not published: release-20250215 (not published),"
                        + " release-20250315 (waiting for approval).");
        assertThat(hollow(id))
                .containsExactly("release-20250215, candidate: 30 %", "release-20250315, candidate: 60 %");
    }

    @Test
    void theLastTwelveAreDrawn() {
        for (int i = 0; i < 13; i++) {
            months.published(0.5 + i / 100.0);
        }

        assertThat(scores(Evaluations.id(12)))
                .contains("A place for each of 12 releases")
                .contains("release-20260115")
                .contains("release-20250215")
                .doesNotContain("release-20250115");
    }

    @Test
    void ofAReportThatWasReadOnceTheScoresAreKept() throws SQLException {
        months.published(0.5);
        var id = months.published(0.56);
        assertThat(scores(id)).contains("candidate: 50 %, 56 %");

        execute("update release_output set report = 'nobody reads it' where release_name = 'release-20250115'");

        assertThat(scores(id)).contains("candidate: 50 %, 56 %");
    }

    @Test
    void anotherModelHasItsOwnCurve() {
        months.published(0.5);
        site.database()
                .run(transaction -> transaction
                        .writeReleases()
                        .start(Release.start(Released.SECOND, "community/third", 1, "mona", Site.NOON)));

        assertThat(body(Released.SECOND)).doesNotContain("release by release");
    }

    private void execute(String sql) throws SQLException {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Site.DATABASE));
                var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private String body(ReleaseId id) {
        return site.get("/releases/" + id).body();
    }

    /** The part of the page. */
    private String scores(ReleaseId id) {
        var body = body(id);
        int from = body.indexOf("<section class=\"part scores\"");
        return body.substring(from, body.indexOf("</section>", from));
    }

    private String text(ReleaseId id) {
        return scores(id).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    private List<String> marks(ReleaseId id) {
        return MARK.matcher(scores(id)).results().map(mark -> mark.group(2)).toList();
    }

    private List<String> hollow(ReleaseId id) {
        return MARK.matcher(scores(id))
                .results()
                .filter(mark -> mark.group(1).equals("hollow"))
                .map(mark -> mark.group(2))
                .toList();
    }

    private int lines(ReleaseId id, String look) {
        return scores(id).split("class=\"" + look + "\"", -1).length - 1;
    }

    /** From how many releases to the next a model's line goes. */
    private long steps(ReleaseId id, String model, String look) {
        var line = Pattern.compile("line " + model + "\">\\s*<path class=\"" + look + "\" d=\"([^\"]*)\"")
                .matcher(scores(id));
        return line.find() ? line.group(1).chars().filter(each -> each == 'M').count() : 0;
    }
}

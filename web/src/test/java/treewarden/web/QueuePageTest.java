package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.ContributionState;
import treewarden.domain.Finding;
import treewarden.domain.LeafKind;
import treewarden.domain.Position;
import treewarden.domain.Severity;
import treewarden.store.RunOutcome;

class QueuePageTest {
    private static final Pattern ROW = Pattern.compile("data-contribution=\"([^\"]*)\"");

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
    void anEmptyQueueSaysWhatWouldBeHere() {
        var page = site.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("No contributions yet").contains("qna.yaml");
    }

    @Test
    void everyContributionIsListedOnceAndThoseThatNeedATriagerComeFirst() {
        site.with(
                Given.contribution(1).in(ContributionState.NEEDS_CHANGES).now(),
                Given.contribution(2).in(ContributionState.CLOSED).now(),
                Given.contribution(3).in(ContributionState.AWAITING_TRIAGE).now(),
                Given.contribution(4).in(ContributionState.WAITING_FOR_GO).now(),
                Given.contribution(5).in(ContributionState.SAMPLING).now());

        assertThat(rows("/"))
                .containsExactly(
                        "instructlab/taxonomy#3",
                        "instructlab/taxonomy#4",
                        "instructlab/taxonomy#1",
                        "instructlab/taxonomy#5",
                        "instructlab/taxonomy#2");
    }

    @Test
    void theLongestWaitComesFirstUnlessTheLatestChangeIsAskedFor() {
        site.with(
                Given.contribution(1).since(Duration.ofHours(1)).now(),
                Given.contribution(2).since(Duration.ofDays(3)).now());

        assertThat(rows("/")).containsExactly("instructlab/taxonomy#2", "instructlab/taxonomy#1");
        assertThat(rows("/?sort=latest")).containsExactly("instructlab/taxonomy#1", "instructlab/taxonomy#2");
    }

    @Test
    void aRowTellsStateAgeAuthorPlaceFindingsAndYield() {
        site.with(Given.contribution(12)
                .titled("Tides")
                .by("ana")
                .of(LeafKind.KNOWLEDGE, "knowledge/science/tides")
                .leaves(4)
                .found(2, 1)
                .sampled(40, 31)
                .since(Duration.ofHours(2))
                .now());

        assertThat(text(site.get("/").body()))
                .contains("awaiting triage 2 h")
                .contains("Tides #12 by ana opened 26 h ago knowledge knowledge/science/tides and 3 more")
                .contains("2 errors 1 warning")
                .contains("31 of 40 kept");
        assertThat(site.get("/").body())
                .contains("href=\"/contributions/instructlab/taxonomy/12\"")
                .contains("href=\"https://code.example/instructlab/taxonomy/pull/12\"")
                .contains("title=\"2026-11-22 10:00:00 UTC\"")
                .contains(
                        "opened <time datetime=\"2026-11-21T10:00:00Z\" title=\"2026-11-21 10:00:00 UTC\">26 h</time>");
    }

    @Test
    void aRowSaysHowManyOfItsExamplesAreKnownFromElsewhere() {
        site.with(
                Given.contribution(1).found(0, 2).now(),
                Given.contribution(2).found(0, 1).now());
        site.with(Given.run(1, RunOutcome.PASSED, leafWith(warning("known-example"), warning("known-example"))));
        site.with(Given.run(2, RunOutcome.PASSED, leafWith(warning("long-context"))));

        assertThat(text(site.get("/").body()))
                .containsOnlyOnce("2 warnings 2 duplicates")
                .doesNotContain("1 duplicate");
    }

    private static CheckedLeaf leafWith(Finding... findings) {
        return new CheckedLeaf("knowledge/tides/qna.yaml", 3, List.of(findings), null);
    }

    private static Finding warning(String rule) {
        return new Finding(
                rule,
                Severity.WARNING,
                "knowledge/tides/qna.yaml",
                new Position(7, 3),
                "/seed_examples/0",
                "It is known.",
                "Choose another.",
                null);
    }

    @Test
    void theAddressHoldsTheFilter() {
        site.with(
                Given.contribution(1)
                        .titled("Haiku and more")
                        .in(ContributionState.MERGED)
                        .now(),
                Given.contribution(2).titled("More about tides").now(),
                Given.contribution(3).titled("Something else").by("haikulover").now());

        assertThat(rows("/?state=merged")).containsExactly("instructlab/taxonomy#1");
        assertThat(rows("/?q=MORE")).containsExactlyInAnyOrder("instructlab/taxonomy#1", "instructlab/taxonomy#2");
        assertThat(rows("/?q=more+tides")).containsExactly("instructlab/taxonomy#2");
        assertThat(rows("/?q=haikulover")).containsExactly("instructlab/taxonomy#3");
        assertThat(rows("/?q=taxonomy%232")).containsExactly("instructlab/taxonomy#2");
        assertThat(rows("/?turn=triager")).doesNotContain("instructlab/taxonomy#1");
        assertThat(site.get("/?q=more&state=merged").body())
                .contains("value=\"more\"")
                .contains("href=\"/contributions/instructlab/taxonomy/1?q=more&amp;state=merged\"");
    }

    @Test
    void aFilterThatLeavesNothingSaysSo() {
        site.with(Given.contribution(1).now());

        assertThat(text(site.get("/?q=nowhere").body()))
                .contains("Nothing matches")
                .contains("None of the 1");
    }

    @Test
    void nonsenseInTheAddressIsNamedAndAllIsShown() {
        site.with(Given.contribution(1).now());

        var page = site.get("/?state=%3Cb%3E&sort=upwards&page=-3&turn=x");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page.body()))
                .contains("There is no state \"&lt;b&gt;\"; all are shown.")
                .contains("There is no order \"upwards\"")
                .contains("There is no page \"-3\"")
                .contains("There is no turn \"x\"");
        assertThat(rows("/?state=%3Cb%3E")).hasSize(1);
    }

    @Test
    void aLongGroupShowsItsFirstRowsAmongOthersAndHasPagesOfItsOwn() {
        site.with(Given.many(ReadQueue.PAGE + 5));

        assertThat(rows("/")).hasSize(ReadQueue.FIRST);
        assertThat(site.get("/").body()).contains("<a href=\"/?turn=triager\">All 55</a>");
        assertThat(rows("/?turn=triager")).hasSize(ReadQueue.PAGE);
        assertThat(site.get("/?turn=triager").body())
                .contains("href=\"/?turn=triager&amp;page=2\"")
                .doesNotContain("All 55");
        assertThat(rows("/?turn=triager&page=2")).hasSize(5);
    }

    @Test
    void htmxGetsTheChangingPartAlone() {
        site.with(Given.contribution(1).now());

        var fragment = site.get("/", "HX-Request", "true");

        assertThat(fragment.body()).contains("data-contribution").doesNotContain("<html");
        assertThat(fragment.headers().allValues("Vary")).anyMatch(value -> value.contains("HX-Request"));
        assertThat(fragment.headers().allValues("Cache-Control")).contains("no-store");
        assertThat(site.get("/", "HX-Request", "true", "HX-History-Restore-Request", "true")
                        .body())
                .contains("<html");
    }

    @Test
    void programsGetTheListAsJson() {
        site.with(Given.contribution(1).titled("A \"title\"").sampled(10, 7).now());

        var answer = site.get("/api/contributions?state=awaiting-triage");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .contains("\"contribution\":\"instructlab/taxonomy#1\"")
                .contains("\"title\":\"A \\\"title\\\"\"")
                .contains("\"state\":\"awaiting-triage\"")
                .contains("\"sampleKept\":7");
        assertThat(site.get("/api/contributions?state=merged").body()).contains("\"contributions\":[]");
    }

    private List<String> rows(String path) {
        return ROW.matcher(site.get(path).body())
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}

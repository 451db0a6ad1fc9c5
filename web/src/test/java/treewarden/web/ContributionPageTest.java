package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.ContributionState;
import treewarden.domain.Credit;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.DocumentSource;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Position;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.SampleReport;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.SkillExample;
import treewarden.domain.StoredLeaf;
import treewarden.domain.Usage;
import treewarden.store.Run;
import treewarden.store.RunOutcome;

class ContributionPageTest {
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
    void saysWhoseTurnItIsAndWhy() {
        site.with(Given.contribution(1).in(ContributionState.WAITING_FOR_GO).now());

        assertThat(page("1"))
                .contains("Next: a maintainer. A first contribution is sampled once a maintainer gives the go.");
    }

    @Test
    void showsWhatTheCommunityModelAnswersBesideWhatIsExpected() {
        var contribution = Given.contribution(1).now();
        site.with(contribution);
        site.with(new PrecheckReport(
                contribution.id(),
                contribution.head(),
                null,
                "community-7b",
                "judge",
                "1",
                List.of(),
                List.of(),
                List.of(new PrecheckAnswer(
                        "knowledge/tides",
                        1,
                        null,
                        "What causes tides?",
                        "The Moon & the Sun.",
                        "<b>The wind.</b>",
                        new Score(1, 5),
                        "It is not the wind.",
                        null)),
                0,
                80,
                Usage.NONE,
                Site.NOON,
                1_000));

        assertThat(page("1"))
                .contains("0 of 1 answered well", "community-7b", "The Moon &amp; the Sun.", "It is not the wind.")
                .contains("&lt;b&gt;The wind.&lt;/b&gt;");
    }

    @Test
    void showsFindingsWithAnAddressForEachLine() {
        var path = "knowledge/a b/qna.yaml";
        site.with(Given.contribution(1)
                .found(1, 0)
                .in(ContributionState.NEEDS_CHANGES)
                .now());
        site.with(Given.run(
                1,
                RunOutcome.ERRORS,
                new CheckedLeaf(
                        path,
                        3,
                        List.of(new Finding(
                                "schema",
                                Severity.ERROR,
                                path,
                                new Position(7, 3),
                                "/domain",
                                "\"domain\" is missing.",
                                "Add it.",
                                null)),
                        null)));

        assertThat(page("1")).contains("7:3 error \"domain\" is missing. schema Add it.");
        assertThat(html("1"))
                .contains("href=\"https://code.example/instructlab/taxonomy/blob/" + Given.head(1)
                        + "/knowledge/a%20b/qna.yaml#L7\"");
    }

    @Test
    void showsTheSampleWithScoresReasonsAndTheRejectedRows() {
        Staged.on(site);

        assertThat(page("12"))
                .contains("31 of 40 kept")
                .contains("gen_questions: 40 questions 40 questions")
                .contains("Write a haiku about the first frost on the garden.")
                .contains("3 of 3 Keeps the form, and is on the topic.")
                .contains("2 rejected rows")
                .contains("rejected by filter_pairs One line, and 14 syllables in it; the form is not kept.");
        assertThat(html("12")).contains("aria-label=\"40 questions -> 33 sensible -> 33 answered -> 31 kept\"");
    }

    @Test
    void showsLeavesAsPeopleReadThemAndWhatHappened() {
        Staged.on(site);

        assertThat(page("12"))
                .contains("Task Write a haiku of three lines")
                .contains("Write a haiku about the first snow. Silent flakes drift down")
                .contains("31 of 40 sample rows kept treewarden sampling &rarr; awaiting triage");
        assertThat(page("31"))
                .contains("Outline What causes tides, and how they are predicted")
                .contains("No sample of this commit");
    }

    @Test
    void tellsWhatTheLeavesAndTheirSampleWereMadeFrom() {
        var it = Given.contribution(1).of(LeafKind.KNOWLEDGE, "knowledge/tides").now();
        var file = "knowledge/tides/qna.yaml";
        site.with(it);
        assertThat(page("1")).contains("were made from stands here, once they were checked");
        site.with(new Run(
                it.id(),
                it.head(),
                RunOutcome.PASSED,
                List.of(new CheckedLeaf(
                        file,
                        3,
                        List.of(new Finding(
                                "licence",
                                Severity.WARNING,
                                "knowledge/tides/attribution.txt",
                                Position.START,
                                "",
                                "The licence is unusual.",
                                "Ask.",
                                null)),
                        new Leaf.Knowledge(
                                "knowledge/tides",
                                3,
                                "ana <b>",
                                "oceans",
                                "What causes tides",
                                new DocumentSource("https://docs.example/a/b", "a".repeat(40), List.of("*.md")),
                                List.of()),
                        new Credit("Tides <1>", "https://sea.example", "CC-BY-SA-4.0", ""))),
                List.of(),
                Site.NOON,
                new Run.Content("c".repeat(40), "main", List.of(new StoredLeaf(file, Digest.of("it"))))));
        site.with(new SampleReport(
                it.id(),
                it.head(),
                "teacher-8x7b",
                List.of(new LeafSample(
                        "knowledge/tides",
                        LeafKind.KNOWLEDGE,
                        "full/knowledge",
                        new Funnel(List.of()),
                        List.of(),
                        List.of(),
                        List.of(
                                new DocumentNote("<i>moon.md", Digest.of("moon"), 3, null),
                                new DocumentNote("sun.md", null, 0, "It is not there.")),
                        List.of(),
                        null,
                        Usage.NONE,
                        1,
                        Digest.of("pipeline"))),
                List.of(),
                Usage.NONE,
                1));

        assertThat(page("1"))
                .contains("tree " + "c".repeat(40) + " teacher teacher-8x7b")
                .contains("Written by ana &lt;b&gt;, as the leaf says Work Tides &lt;1&gt; Found at https://sea.example"
                        + " Licence CC-BY-SA-4.0 attribution.txt 1 finding, shown above")
                .contains("SHA-256 " + Digest.of("it").hex())
                .contains("full/knowledge SHA-256 " + Digest.of("pipeline").hex())
                .contains("Documents https://docs.example/a/b at " + "a".repeat(40) + " : *.md")
                .contains("&lt;i&gt;moon.md : 3 pieces, SHA-256 "
                        + Digest.of("moon").hex())
                .contains("sun.md : It is not there.");
    }

    @Test
    void manyLeavesHavePages() {
        site.with(Given.contribution(1).leaves(25).now());
        site.with(Given.run(
                1,
                RunOutcome.PASSED,
                IntStream.range(0, 25).mapToObj(ContributionPageTest::leaf).toArray(CheckedLeaf[]::new)));

        assertThat(page("1")).contains("skill_09").doesNotContain("skill_10").contains("More leaves");
        assertThat(page("1?leaves=3"))
                .contains("skill_24")
                .doesNotContain("skill_19")
                .contains("Leaves before these");
        assertThat(html("1?leaves=3")).contains("data-refresh=\"/contributions/instructlab/taxonomy/1?leaves=3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "99", "300000000", "999999999"})
    void beyondTheLastLeavesAreTheLastLeaves(String leaves) {
        site.with(
                Given.contribution(1).leaves(25).now(),
                Given.contribution(2).now(),
                Given.contribution(3).now());
        site.with(Given.run(
                1,
                RunOutcome.PASSED,
                IntStream.range(0, 25).mapToObj(ContributionPageTest::leaf).toArray(CheckedLeaf[]::new)));
        site.with(Given.run(2, RunOutcome.PASSED, leaf(7)));

        assertThat(page("1?leaves=" + leaves))
                .contains("skill_24", "Leaves before these")
                .doesNotContain("skill_19", "More leaves");
        assertThat(page("2?leaves=" + leaves)).contains("skill_07").doesNotContain("Leaves before these");
        assertThat(page("3?leaves=" + leaves)).doesNotContain("Leaves before these");
    }

    @Test
    void theQueueStandsBesideItWithItsFilter() {
        site.with(
                Given.contribution(1).titled("Haiku").now(),
                Given.contribution(2)
                        .titled("Tides")
                        .of(LeafKind.KNOWLEDGE, "knowledge/tides")
                        .now());

        assertThat(html("1?q=haiku"))
                .contains("aria-current=\"true\"")
                .contains("href=\"/?q=haiku\"")
                .doesNotContain("data-contribution=\"instructlab/taxonomy#2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "0", "-1", "1x", "99999999999999", "%3Cscript%3E"})
    void whatIsNotThereIsAPageThatSaysSo(String number) {
        site.with(Given.contribution(1).now());

        var answer = site.get("/contributions/instructlab/taxonomy/" + number, "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing here").contains("To the queue");
    }

    private static CheckedLeaf leaf(int n) {
        var path = "compositional_skills/many/skill_%02d".formatted(n);
        return new CheckedLeaf(
                path + "/qna.yaml",
                3,
                List.of(),
                new Leaf.Skill(path, 3, "ana", "Task " + n, List.of(new SkillExample(null, "Why?", "Therefore."))));
    }

    private String html(String number) {
        return site.get("/contributions/instructlab/taxonomy/" + number).body();
    }

    private String page(String number) {
        return html(number).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").replace(" .", ".");
    }
}

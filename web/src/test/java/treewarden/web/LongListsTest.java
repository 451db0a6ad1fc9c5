package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Position;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Severity;
import treewarden.domain.SkillExample;
import treewarden.domain.Usage;
import treewarden.store.RunOutcome;

/** What is too long for a contribution's page is cut, and each cut leads to the rest. */
class LongListsTest {
    private static final String PAGE = "/contributions/instructlab/taxonomy/1";

    @TempDir
    Path folder;

    private Site site;
    private final Contribution it = Given.contribution(1).found(51, 0).now();

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
    void findingsOfAFileAreAllInTheWholeView() {
        checked(file("knowledge/a", 51));

        assertThat(text(PAGE))
                .contains("And 1 more in this file. Show all here")
                .doesNotContain("Wrong 51.");
        assertThat(html(PAGE)).contains("href=\"" + PAGE + "?all=yes#findings\"");
        assertThat(text(PAGE + "?all=yes")).contains("Wrong 51.").doesNotContain("more in this file");
    }

    @Test
    void filesBeyondTheLastAreCounted() {
        checked(files(203, 1));

        assertThat(text(PAGE))
                .contains("knowledge/f0199/qna.yaml")
                .doesNotContain("knowledge/f0200/qna.yaml")
                .contains("And 3 more files with findings. Show all here");
        assertThat(text(PAGE + "?all=yes"))
                .contains("knowledge/f0202/qna.yaml")
                .doesNotContain("more files with findings");
    }

    @Test
    void theWholeViewHasAnEndTooAndLeadsToTheJson() {
        checked(files(12, 1_000));

        var whole = text(PAGE + "?all=yes");

        assertThat(whole.split("Mend it", -1)).hasSize(10_001);
        assertThat(whole).contains("And 2 more files with findings. All of it as JSON");
        assertThat(html(PAGE + "?all=yes")).contains("href=\"/api/contributions/instructlab/taxonomy/1#findings\"");
    }

    @Test
    void rowsOfTheSampleAreAllInTheWholeView() {
        sampled(61, 62);

        assertThat(text(PAGE))
                .contains("And 1 more that were kept. Show all here", "62 rejected rows")
                .contains("And 2 more that were rejected. Show all here")
                .doesNotContain("Kept 61?", "Rejected 62?");
        assertThat(html(PAGE)).contains("href=\"" + PAGE + "?all=yes#sample\"");
        assertThat(text(PAGE + "?all=yes"))
                .contains("Kept 61?", "Rejected 62?", "62 rejected rows")
                .doesNotContain("more that were");
    }

    @Test
    void theWholeViewStaysWholeWhileItRefreshesAndTurnsPages() {
        checked(IntStream.range(0, 25).mapToObj(LongListsTest::leaf).toArray(CheckedLeaf[]::new));

        assertThat(html(PAGE + "?all=yes&leaves=2&q=haiku"))
                .contains("data-refresh=\"" + PAGE + "?q=haiku&amp;leaves=2&amp;all=yes\"")
                .contains("href=\"" + PAGE + "?q=haiku&amp;leaves=3&amp;all=yes#leaves\"");
        assertThat(html(PAGE + "?all=no&leaves=2")).contains("data-refresh=\"" + PAGE + "?leaves=2\"");
    }

    private void checked(CheckedLeaf... files) {
        site.with(Given.run(1, RunOutcome.ERRORS, files));
    }

    private static CheckedLeaf[] files(int count, int findings) {
        return IntStream.range(0, count)
                .mapToObj(n -> file("knowledge/f%04d".formatted(n), findings))
                .toArray(CheckedLeaf[]::new);
    }

    private static CheckedLeaf file(String folder, int findings) {
        var path = folder + "/qna.yaml";
        return new CheckedLeaf(
                path,
                3,
                IntStream.rangeClosed(1, findings)
                        .mapToObj(n -> new Finding(
                                "schema",
                                Severity.ERROR,
                                path,
                                new Position(n, 1),
                                "",
                                "Wrong " + n + ".",
                                "Mend it.",
                                null))
                        .toList(),
                null);
    }

    private static CheckedLeaf leaf(int n) {
        var path = "compositional_skills/s%02d".formatted(n);
        return new CheckedLeaf(
                path + "/qna.yaml",
                3,
                List.of(),
                new Leaf.Skill(path, 3, "ana", "Task", List.of(new SkillExample(null, "Why?", "So."))));
    }

    private void sampled(int kept, int rejected) {
        site.with(new SampleReport(
                it.id(),
                it.head(),
                "teacher",
                List.of(new LeafSample(
                        "knowledge/a",
                        LeafKind.KNOWLEDGE,
                        "full/knowledge",
                        new Funnel(List.of()),
                        rows("Kept", kept),
                        rows("Rejected", rejected),
                        List.of(),
                        null,
                        Usage.NONE,
                        1)),
                List.of(),
                Usage.NONE,
                1));
    }

    private static List<SampleRow> rows(String words, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new SampleRow(
                        null, words + " " + n + "?", "So.", null, null, words.equals("Kept") ? null : "filter"))
                .toList();
    }

    private String html(String path) {
        return site.get(path).body();
    }

    private String text(String path) {
        return html(path).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}

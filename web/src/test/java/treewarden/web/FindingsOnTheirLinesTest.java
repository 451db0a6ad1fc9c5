package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Severity;
import treewarden.domain.StoredLeaf;
import treewarden.store.Run;
import treewarden.store.RunOutcome;

class FindingsOnTheirLinesTest {
    private static final String PATH = "knowledge/tides/qna.yaml";

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
    void theLineStandsUnderTheFindingWithAMarkAtTheColumn() {
        checked("version: 3\n  <b>created_by</b>: ana bell\n", new Position(2, 22));

        assertThat(html())
                .contains("<code>  &lt;b&gt;created_by&lt;/b&gt;: <mark>ana</mark> bell</code>")
                .doesNotContain("<b>created_by");
    }

    @Test
    void beyondTheEndOfTheLineItsEndIsMarked() {
        checked("version: 3\n", new Position(1, 40));

        assertThat(html()).contains("<code>version: 3<mark>\u00A0</mark></code>");
    }

    @Test
    void ofALongLineOnlyWhatIsAroundTheColumnIsShown() {
        checked("x ".repeat(5_000) + "here " + "y ".repeat(5_000), new Position(1, 10_001));

        assertThat(html())
                .contains("<code>...x x ", " x <mark>here</mark> y ", " y...</code>")
                .doesNotContain("x ".repeat(60), "y ".repeat(90));
    }

    @Test
    void whatNobodySeesIsWrittenOut() {
        checked("answer: yes\u202Eno\r\nb\r\n", new Position(1, 12));

        assertThat(html()).contains("answer: yes<mark>\\u{202e}no</mark></code>");
    }

    @Test
    void whereTheTextIsNotKeptOrItsLinesAreUnsureNothingStandsThere() {
        checked("a\u2028b\nc\n", new Position(2, 1));
        assertThat(html()).contains("2:1</a>").doesNotContain("class=\"quoted\"");

        checked(Digest.of("gone"), new Position(1, 1));
        assertThat(html()).contains("1:1</a>").doesNotContain("class=\"quoted\"");

        checked("one line", new Position(7, 1));
        assertThat(html()).contains("7:1</a>").doesNotContain("class=\"quoted\"");
    }

    private void checked(String text, Position at) {
        checked(site.keeps(text), at);
    }

    private void checked(Digest text, Position at) {
        var it = Given.contribution(1)
                .in(ContributionState.NEEDS_CHANGES)
                .found(1, 0)
                .now();
        var finding = new Finding("yaml", Severity.ERROR, PATH, at, "", "It is wrong.", "Mend it.", null);
        if (site.database().read(tables -> tables.contributions().find(it.id())).isEmpty()) {
            site.with(it);
        }
        site.with(new Run(
                it.id(),
                it.head(),
                RunOutcome.ERRORS,
                List.of(new CheckedLeaf(PATH, 3, List.of(finding), null)),
                List.of(),
                Site.NOON,
                new Run.Content("tree", "main", List.of(new StoredLeaf(PATH, text)))));
    }

    private String html() {
        return site.get("/contributions/instructlab/taxonomy/1").body();
    }
}

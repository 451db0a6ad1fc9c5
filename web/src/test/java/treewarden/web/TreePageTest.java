package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.LeafKind;

class TreePageTest {
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
    void withoutARepositoryItSaysWhatWouldBeHere() {
        assertThat(text("/tree")).contains("No taxonomy yet");
    }

    @Test
    void everyFolderTellsItsLeavesAndWhatIsUnderWay() {
        taxonomy();

        assertThat(text("/tree"))
                .contains("3 leaves 2 under way 1 sampled")
                .contains("knowledge 2 leaves 2 under way 1 sampled")
                .contains("compositional_skills 1 leaf");
        assertThat(text("/tree?at=/knowledge/science/"))
                .contains("The taxonomy knowledge science")
                .contains("tides leaf")
                .contains("moon #7 #8 0 leaves 2 under way 1 sampled")
                .doesNotContain("#9");
        assertThat(site.get("/tree?at=knowledge/science").body())
                .contains("<a class=\"here\" href=\"/contributions/instructlab/taxonomy/7\"")
                .contains("href=\"/?place=knowledge%2Fscience%2Fmoon\"");
    }

    @Test
    void aPathIsFoundByPartsOfIt() {
        taxonomy();

        assertThat(text("/tree?q=SCI+tid")).contains("knowledge/science/tides").doesNotContain("haiku");
        assertThat(text("/tree?q=nowhere")).contains("No leaf's path has all of these words");
        assertThat(text("/tree?at=nowhere")).contains("Nothing is here");
        assertThat(site.get("/tree?at=%3Cscript%3E&of=x%2Fy&q=%22%3E").body()).doesNotContain("<script>");
    }

    @Test
    void aContributionLeadsToWhatIsNearIt() {
        taxonomy();

        assertThat(site.get("/contributions/instructlab/taxonomy/7").body())
                .contains("href=\"/tree?at=knowledge%2Fscience\"");
        assertThat(text("/tree?at=knowledge/science")).contains("tides");
    }

    private void taxonomy() {
        site.knows("knowledge/science/tides", "knowledge/law", "compositional_skills/haiku");
        site.with(
                Given.contribution(7)
                        .of(LeafKind.KNOWLEDGE, "knowledge/science/moon")
                        .sampled(10, 4)
                        .now(),
                Given.contribution(8)
                        .of(LeafKind.KNOWLEDGE, "knowledge/science/moon", "knowledge/law")
                        .now(),
                Given.contribution(9)
                        .of(LeafKind.KNOWLEDGE, "knowledge/science/moon")
                        .in(ContributionState.MERGED)
                        .now());
    }

    private String text(String path) {
        return site.get(path)
                .body()
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .replace("&#39;", "'");
    }
}

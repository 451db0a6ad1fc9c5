package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.LeafKind;
import treewarden.domain.release.ReleaseId;

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

    @Test
    void eachLeafTellsInWhichReleasesItIs() {
        taxonomy();
        assertThat(text("/tree")).doesNotContain("release-").doesNotContain("not released");

        publish(Released.FIRST, "knowledge/law", "compositional_skills/haiku");
        assertThat(text("/tree"))
                .contains("3 leaves 2 released 2 under way")
                .contains("Released means: in the last release, release-20261115")
                .contains("haiku leaf since release-20261115")
                .contains("law #8 leaf since release-20261115 1 under way");
        publish(Released.SECOND, "knowledge/law", "knowledge/science/tides");
        assertThat(text("/tree"))
                .contains("law #8 leaf since release-20261115")
                .contains("haiku leaf not released yet");
        assertThat(text("/tree?at=knowledge/science")).contains("tides leaf since release-20261122");
        assertThat(site.get("/tree?q=law").body()).contains("href=\"/releases/release-20261115\"");

        site.write(transaction -> transaction
                .writeReleases()
                .rolledBack(transaction.releases().find(Released.SECOND).orElseThrow(), "mona", "it forgot haiku"));
        assertThat(text("/tree"))
                .contains("in the last release, release-20261115")
                .contains("haiku leaf since");
    }

    private void publish(ReleaseId id, String... leaves) {
        site.write(transaction -> Released.begun(transaction, id)
                .planned(null, leaves)
                .trained(0.4)
                .evaluated(null)
                .passed()
                .published("https://hub.example/m"));
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

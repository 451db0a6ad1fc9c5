package treewarden.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.sandbox.git.Author;
import treewarden.sandbox.git.Change;

class PullRequestTest {

    private static final String REPOSITORY = "/repos/instructlab/taxonomy";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aStrangersPullRequestComesFromAForkForTheFirstTime() {
        var pull = stage.pull();

        var json = stage.anonymous().get(REPOSITORY + "/pulls/1").json();

        assertThat(json.path("author_association").asText()).isEqualTo("FIRST_TIME_CONTRIBUTOR");
        assertThat(json.at("/head/label").asText()).isEqualTo("ada:patch-1");
        assertThat(json.at("/head/repo/full_name").asText()).isEqualTo("ada/taxonomy");
        assertThat(json.at("/head/repo/fork").asBoolean()).isTrue();
        assertThat(json.at("/base/repo/full_name").asText()).isEqualTo("instructlab/taxonomy");
        assertThat(json.at("/head/sha").asText()).isEqualTo(pull.headSha());
        assertThat(json.path("mergeable").asBoolean()).isTrue();
        assertThat(json.path("changed_files").asInt()).isEqualTo(1);
    }

    @Test
    void onceMergedTheNextOneIsAContributorsAndAMaintainersIsFromTheRepositoryItself() {
        stage.pull().merge(stage.bob);
        var next = stage.repository.contribute(stage.ada, "Another", "", Map.of("b/qna.yaml", Change.write("1")));
        var own = stage.repository.contribute(stage.bob, "Mine", "", Map.of("c/qna.yaml", Change.write("1")));

        assertThat(stage.anonymous()
                        .get(REPOSITORY + "/pulls/" + next.number())
                        .json()
                        .path("author_association")
                        .asText())
                .isEqualTo("CONTRIBUTOR");
        var json = stage.anonymous().get(REPOSITORY + "/pulls/" + own.number()).json();
        assertThat(json.path("author_association").asText()).isEqualTo("COLLABORATOR");
        assertThat(json.at("/head/repo/full_name").asText()).isEqualTo("instructlab/taxonomy");
    }

    @Test
    void filesTellStatusPathAndPatch() {
        stage.repository.commit(
                "main",
                Map.of("old.md", Change.write("1\n2\n3\n4\n"), "gone.md", Change.write("x\n")),
                stage.bob,
                "More");
        var changes = new TreeMap<String, Change>();
        changes.put("old.md", Change.delete());
        changes.put("new.md", Change.write("1\n2\n3\n4\n"));
        changes.put("gone.md", Change.delete());
        changes.put("qna.yaml", Change.link("../../etc/passwd"));
        changes.put("image.png", Change.write(new byte[] {0, 1, 2}));
        stage.repository.contribute(stage.ada, "Many", "", changes);

        var files = stage.anonymous().get(REPOSITORY + "/pulls/1/files").json();

        assertThat(files.findValuesAsText("filename"))
                .containsExactlyInAnyOrder("gone.md", "image.png", "new.md", "qna.yaml");
        assertThat(files.findValuesAsText("status")).containsOnlyOnce("renamed", "removed");
        assertThat(files.findValuesAsText("previous_filename")).containsExactly("old.md");
        for (var file : files) {
            assertThat(file.has("patch"))
                    .isEqualTo(List.of("gone.md", "qna.yaml")
                            .contains(file.path("filename").asText()));
        }
    }

    @Test
    void threeThousandFilesAreTheMostThatAreListed() {
        var changes = new TreeMap<String, Change>();
        for (int i = 0; i < 3_005; i++) {
            changes.put("leaf" + i + "/qna.yaml", Change.write("version: " + i));
        }
        stage.repository.contribute(stage.ada, "Many", "", changes);

        var http = stage.anonymous();
        var last = http.get(REPOSITORY + "/pulls/1/files?per_page=100&page=30");

        assertThat(last.json()).hasSize(100);
        assertThat(last.header("Link")).doesNotContain("rel=\"next\"");
        assertThat(http.get(REPOSITORY + "/pulls/1")
                        .json()
                        .path("changed_files")
                        .asInt())
                .isEqualTo(3_005);
    }

    @Test
    void aListIsFollowedByItsLinksToTheEnd() {
        for (int i = 0; i < 7; i++) {
            stage.repository.contribute(stage.bob, "Leaf " + i, "", Map.of("l" + i, Change.write("x")));
        }
        var http = stage.anonymous();
        var titles = new ArrayList<String>();
        var next = stage.github.url() + REPOSITORY + "/pulls?per_page=3&sort=created&direction=asc&state=all";
        while (!next.isEmpty()) {
            var reply = http.get(next);
            titles.addAll(reply.json().findValuesAsText("title"));
            var link = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(reply.header("Link"));
            next = link.find() ? link.group(1) : "";
            assertThat(next).matches("|" + Pattern.quote(stage.github.url()) + "/repositories/\\d+/pulls\\?.*");
        }

        assertThat(titles).containsExactly("Leaf 0", "Leaf 1", "Leaf 2", "Leaf 3", "Leaf 4", "Leaf 5", "Leaf 6");
    }

    @Test
    void contentIsReadAtTheHeadByPathTreeAndBlob() {
        var pull = stage.pull();
        var http = stage.anonymous();

        var content = http.get(REPOSITORY + "/contents/a/qna.yaml?ref=" + pull.headSha())
                .json();
        assertThat(new String(
                        Base64.getMimeDecoder().decode(content.path("content").asText()), StandardCharsets.UTF_8))
                .isEqualTo("version: 3\n");
        assertThat(http.get(REPOSITORY + "/contents/a/qna.yaml").status()).isEqualTo(404);
        var tree = http.get(REPOSITORY + "/git/trees/" + pull.headSha() + "?recursive=1")
                .json();
        assertThat(tree.path("tree").findValuesAsText("path")).containsExactly("README.md", "a", "a/qna.yaml");
        assertThat(tree.path("tree").findValuesAsText("mode")).containsExactly("100644", "040000", "100644");
        var blob = http.get(REPOSITORY + "/git/blobs/" + content.path("sha").asText())
                .json();
        assertThat(blob.path("content").asText())
                .isEqualTo(content.path("content").asText());
        assertThat(http.with("Accept", "application/vnd.github.raw+json")
                        .get(REPOSITORY + "/git/blobs/" + content.path("sha").asText())
                        .text())
                .isEqualTo("version: 3\n");
    }

    @Test
    void aFileAboveOneMegabyteHasNoContentInItsJson() {
        var big = "x".repeat(1_100_000);
        stage.repository.commit("main", Map.of("big.txt", Change.write(big)), stage.bob, "Big");
        var json = stage.anonymous().get(REPOSITORY + "/contents/big.txt").json();

        assertThat(json.path("encoding").asText()).isEqualTo("none");
        assertThat(json.path("size").asInt()).isEqualTo(1_100_000);
        assertThat(stage.anonymous()
                        .get(REPOSITORY + "/git/blobs/" + json.path("sha").asText())
                        .json()
                        .path("size")
                        .asInt())
                .isEqualTo(1_100_000);
    }

    @Test
    void aLinkToAFileOfTheRepositoryShowsTheFileAndAnyOtherItself() {
        stage.repository.commit(
                "main",
                Map.of("d/in", Change.link("../README.md"), "d/out", Change.link("../../../etc/passwd")),
                stage.bob,
                "Links");
        var http = stage.anonymous();

        assertThat(http.get(REPOSITORY + "/contents/d/in").json().path("type").asText())
                .isEqualTo("file");
        var out = http.get(REPOSITORY + "/contents/d/out").json();
        assertThat(out.path("type").asText()).isEqualTo("symlink");
        assertThat(out.path("target").asText()).isEqualTo("../../../etc/passwd");
    }

    @Test
    void mergingNeedsTheHeadThatWasSeenAndARightToWrite() {
        var pull = stage.pull();
        var seen = pull.headSha();
        pull.push(Map.of("a/qna.yaml", Change.write("version: 4\n")), "Second thoughts");
        var merge = REPOSITORY + "/pulls/1/merge";

        assertThat(stage.as(stage.ada).put(merge, "{}").status()).isEqualTo(403);
        assertThat(stage.as(stage.bob).put(merge, "{\"sha\":\"" + seen + "\"}").status())
                .isEqualTo(409);
        var merged = stage.as(stage.bob).put(merge, "{\"sha\":\"" + pull.headSha() + "\"}");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.json().path("sha").asText())
                .isEqualTo(stage.repository.head("main").orElseThrow());
        assertThat(new String(
                        stage.repository
                                .file(merged.json().path("sha").asText(), "a/qna.yaml")
                                .orElseThrow(),
                        StandardCharsets.UTF_8))
                .isEqualTo("version: 4\n");
        assertThat(pull.isMerged()).isTrue();
        assertThat(stage.as(stage.bob).put(merge, "{}").status()).isEqualTo(405);
    }

    @Test
    void aConflictIsToldAndNotMerged() {
        var pull = stage.repository.contribute(stage.ada, "Mine", "", Map.of("README.md", Change.write("# Mine\n")));
        stage.repository.commit("main", Map.of("README.md", Change.write("# Theirs\n")), stage.bob, "Theirs");

        var json = stage.anonymous().get(REPOSITORY + "/pulls/1").json();

        assertThat(json.path("mergeable").asBoolean()).isFalse();
        assertThat(json.path("mergeable_state").asText()).isEqualTo("dirty");
        assertThatThrownBy(() -> pull.merge(stage.bob)).isInstanceOf(GitHubError.class);
    }

    @Test
    void historyIsReplayedAgainstItsParentsAndTheRootAgainstNothing() {
        var author = new Author("Grace Hopper", "4711+ghopper@users.noreply.github.com", stage.clock.instant());
        var root = stage.repository.commitOn(List.of(), Map.of("a/qna.yaml", Change.write("1")), author, "Root\n");
        var second = stage.repository.commitOn(
                List.of(root), Map.of("b/qna.yaml", Change.write("2")), author, "Add b\n\nBecause it was missing.\n");

        var first = stage.repository.openPullRequestForCommit(root);
        var next = stage.repository.openPullRequestForCommit(second);

        assertThat(first.files()).extracting(file -> file.path()).containsExactly("a/qna.yaml");
        assertThat(next.files()).extracting(file -> file.path()).containsExactly("b/qna.yaml");
        assertThat(next.baseSha()).isEqualTo(root);
        assertThat(next.headSha()).isEqualTo(second);
        assertThat(next.title()).isEqualTo("Add b");
        assertThat(next.body()).isEqualTo("Because it was missing.");
        assertThat(next.author().login()).isEqualTo("ghopper");
        assertThat(stage.anonymous()
                        .get(REPOSITORY + "/pulls/2")
                        .json()
                        .path("author_association")
                        .asText())
                .isEqualTo("CONTRIBUTOR");
    }

    @Test
    void reviewsAreKeptWithTheHeadTheySawAndNobodyApprovesTheirOwn() {
        var pull = stage.pull();
        pull.review(stage.bob, Review.State.APPROVED, "Good");

        assertThat(stage.as(stage.ada)
                        .post(REPOSITORY + "/pulls/1/reviews", "{\"event\":\"APPROVE\"}")
                        .status())
                .isEqualTo(422);
        assertThat(stage.anonymous()
                        .get(REPOSITORY + "/pulls/1/reviews")
                        .json()
                        .at("/0/commit_id")
                        .asText())
                .isEqualTo(pull.headSha());
    }
}

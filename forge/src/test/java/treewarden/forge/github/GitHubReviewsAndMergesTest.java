package treewarden.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.CommitId;
import treewarden.domain.MergeMethod;
import treewarden.domain.Person;
import treewarden.forge.ForgeException;
import treewarden.forge.MergeResult;
import treewarden.forge.Review;

class GitHubReviewsAndMergesTest {
    private static final CommitId HEAD = new CommitId("0123456789abcdef0123456789abcdef01234567");
    private static final String PULL = "/repos/instructlab/taxonomy/pulls/5";

    private final ScriptedGitHub github = new ScriptedGitHub();

    @AfterEach
    void hangUp() {
        github.close();
    }

    @Test
    void aReviewApprovesOneCommitAndNoOther() {
        github.says(200, review("APPROVED"));

        var review = github.taxonomy().approve(5, HEAD, "Approved.");

        assertThat(review).isEqualTo(new Review(7, new Person(3, "bot"), Review.State.APPROVED, "Approved.", HEAD));
        assertThat(github.asked()).containsExactly("POST " + PULL + "/reviews");
        assertThat(github.lastBody())
                .contains("\"event\":\"APPROVE\"", "\"commit_id\":\"" + HEAD + "\"", "\"body\":\"Approved.\"");
    }

    @Test
    void aReviewIsTakenBackWithAReason() {
        github.says(200, review("DISMISSED"));

        github.taxonomy().dismissReview(5, 7, "The head moved.");

        assertThat(github.asked()).containsExactly("PUT " + PULL + "/reviews/7/dismissals");
        assertThat(github.lastBody()).contains("\"message\":\"The head moved.\"", "\"event\":\"DISMISS\"");
    }

    @Test
    void reviewsOfStatesThatNobodyKnowsAndOfCommitsThatAreGoneAreRead() {
        github.says(200, "[" + review("SOMETHING_NEW") + ", " + review("DISMISSED") + """
                , {"id": 8, "user": null, "state": "COMMENTED", "body": null, "commit_id": null}]""");

        assertThat(github.taxonomy().reviews(5))
                .extracting(Review::state)
                .containsExactly(Review.State.OTHER, Review.State.DISMISSED, Review.State.COMMENTED);
    }

    @Test
    void whoHasCommitsIsToldOnceAndAddressesWithoutAccountAreNobodys() {
        github.says(200, """
                [{"author": {"id": 1, "login": "ada"}, "committer": {"id": 2, "login": "web-flow"}},
                 {"author": {"id": 1, "login": "ada"}, "committer": null},
                 {"author": {}, "committer": {}}]""");

        var committers = github.taxonomy().committers(5);

        assertThat(committers.accounts()).containsExactly(new Person(1, "ada"), new Person(2, "web-flow"));
        assertThat(committers.cut()).isFalse();
    }

    @Test
    void asManyCommitsAsGitHubListsMayBeMore() {
        github.says(
                200,
                IntStream.range(0, 250)
                        .mapToObj(i -> "{\"author\": {\"id\": 1, \"login\": \"ada\"}}")
                        .collect(Collectors.joining(",", "[", "]")));

        assertThat(github.taxonomy().committers(5).cut()).isTrue();
    }

    @Test
    void aMergeNamesTheHeadThatWasApproved() {
        github.says(200, "{\"sha\": \"" + HEAD + "\", \"merged\": true, \"message\": \"ok\"}");

        assertThat(github.taxonomy().merge(5, HEAD, MergeMethod.SQUASH)).isEqualTo(new MergeResult.Merged(HEAD));
        assertThat(github.asked()).containsExactly("PUT " + PULL + "/merge");
        assertThat(github.lastBody()).contains("\"sha\":\"" + HEAD + "\"", "\"merge_method\":\"squash\"");
    }

    @Test
    void aRefusedMergeIsAnAnswerAndNotATrouble() {
        github.says(409, "{\"message\": \"Head branch was modified. Review and try the merge again.\"}")
                .says(405, "{\"message\": \"Base branch was modified. Review and try the merge again.\"}")
                .says(422, "{\"message\": \"Validation Failed\"}")
                .says(403, "{\"message\": \"Resource not accessible by integration\"}");
        var taxonomy = github.taxonomy();

        assertThat(taxonomy.merge(5, HEAD, MergeMethod.MERGE)).isEqualTo(new MergeResult.HeadMoved());
        assertThat(taxonomy.merge(5, HEAD, MergeMethod.MERGE))
                .isInstanceOfSatisfying(
                        MergeResult.NotNow.class,
                        refused -> assertThat(refused.why()).contains("Base branch"));
        assertThatThrownBy(() -> taxonomy.merge(5, HEAD, MergeMethod.MERGE)).isInstanceOf(ForgeException.Invalid.class);
        assertThatThrownBy(() -> taxonomy.merge(5, HEAD, MergeMethod.MERGE))
                .isInstanceOf(ForgeException.Forbidden.class);
    }

    private static String review(String state) {
        return """
                {"id": 7, "user": {"id": 3, "login": "bot"}, "state": "%s", "body": "Approved.", "commit_id": "%s"}""".formatted(state, HEAD);
    }
}

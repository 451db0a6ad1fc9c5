package treewarden.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import treewarden.domain.release.ReleaseId;
import treewarden.templates.RolledBackComment.Now;

class RolledBackCommentTest {
    private static final ReleaseId RELEASE = new ReleaseId("release-20261123");

    private final RolledBackComment comment = new RolledBackComment();

    @Test
    void whatGoesIntoTheNextReleaseIsNotLost() {
        Golden.assertReads("rolled-back-waits", comment.render("ada", RELEASE, new Now.Waits()));
    }

    @Test
    void whatIsKeptOutIsNotPromised() {
        Golden.assertReads("rolled-back-kept-out", comment.render("ada", RELEASE, new Now.KeptOut()));
    }

    @Test
    void whatIsBackIsLinked() {
        Golden.assertReads(
                "rolled-back-back",
                comment.render(
                        "ada",
                        RELEASE,
                        new Now.Back(
                                2,
                                "https://hub.example/community/model",
                                "https://hub.example/datasets/community/data")));
        assertThat(comment.render("ada", RELEASE, new Now.Back(1, null, null)))
                .contains("1 leaf of this pull request is in it")
                .doesNotContain("](");
    }

    @Test
    void aNameIsText() {
        assertThat(comment.render("a*d*a", RELEASE, new Now.Waits())).doesNotContain("a*d*a");
    }
}

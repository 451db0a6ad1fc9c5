package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import treewarden.sandbox.git.CommitInfo;
import treewarden.sandbox.github.CheckRun;
import treewarden.sandbox.github.Comment;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;

/** What Treewarden shows on a pull request of the stand-in GitHub. */
public final class Shown {
    private Shown() {}

    /** The comments under it that are no person's, and answer nobody. */
    public static List<Comment> botComments(PullRequest pull) {
        return ofTheBot(pull).filter(comment -> !isAnswer(comment)).toList();
    }

    /** The texts of the comments that answer somebody's command. */
    public static List<String> answers(PullRequest pull) {
        return ofTheBot(pull).filter(Shown::isAnswer).map(Comment::body).toList();
    }

    private static Stream<Comment> ofTheBot(PullRequest pull) {
        return pull.comments().stream().filter(comment -> comment.author().kind() == Person.Kind.BOT);
    }

    private static boolean isAnswer(Comment comment) {
        return comment.body().contains("<!-- treewarden:reply");
    }

    /** The text of the one comment, which has to be the only one. */
    public static String comment(PullRequest pull) {
        return assertThat(botComments(pull))
                .as("comments on %s", pull)
                .singleElement()
                .actual()
                .body();
    }

    /** The check run of its head, which has to be the only one. */
    public static CheckRun checkRun(PullRequest pull) {
        return assertThat(pull.checkRuns())
                .as("check runs of %s", pull)
                .singleElement()
                .actual();
    }

    /** How the check of its head ended. */
    public static String conclusion(PullRequest pull) {
        return checkRun(pull).conclusion().orElse("none yet");
    }

    /** The check runs of each commit that it ever consisted of: none that was shown twice. */
    public static void noCommitIsCheckedTwice(PullRequest pull) {
        assertThat(pull.commits())
                .as("commits of %s", pull)
                .extracting(CommitInfo::sha)
                .allSatisfy(sha -> assertThat(pull.repository().checkRuns(sha)).hasSizeLessThanOrEqualTo(1));
    }
}

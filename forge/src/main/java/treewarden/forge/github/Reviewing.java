package treewarden.forge.github;

import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import treewarden.domain.CommitId;
import treewarden.domain.MergeMethod;
import treewarden.domain.Repository;
import treewarden.forge.Committers;
import treewarden.forge.ForgeException;
import treewarden.forge.MergeResult;
import treewarden.forge.Review;

/** Reviews of pull requests, and their merge. */
final class Reviewing {
    /** GitHub lists no more commits of a pull request, without a word that there are more. */
    private static final int MOST_COMMITS = 250;

    private static final int NOT_MERGEABLE = 405;
    private static final int HEAD_MODIFIED = 409;

    private final Installation installation;
    private final Repository repository;

    Reviewing(Installation installation, Repository repository) {
        this.installation = installation;
        this.repository = repository;
    }

    Committers committers(int number) {
        var commits = rest().list(address(number, "commits"), Answers.PullCommit[].class);
        return new Committers(
                commits.stream().flatMap(Answers.PullCommit::people).distinct().toList(),
                commits.size() >= MOST_COMMITS);
    }

    List<Review> reviews(int number) {
        return rest().list(address(number, "reviews"), Answers.Reviewed[].class).stream()
                .map(Answers.Reviewed::review)
                .toList();
    }

    Review approve(int number, CommitId head, String body) {
        var asked = Map.of("commit_id", head.hex(), "event", "APPROVE", "body", body);
        return rest().post(address(number, "reviews"), asked, Answers.Reviewed.class)
                .review();
    }

    void dismiss(int number, long review, String why) {
        var dismissals = address(number, "reviews", Long.toString(review), "dismissals");
        rest().put(dismissals, Map.of("message", why, "event", "DISMISS"), Answers.Reviewed.class);
    }

    MergeResult merge(int number, CommitId head, MergeMethod method) {
        var asked = Map.of("sha", head.hex(), "merge_method", method.slug());
        try {
            var merged = rest().put(address(number, "merge"), asked, Answers.MergedAs.class);
            return new MergeResult.Merged(Rest.commit(merged.sha(), "sha"));
        } catch (ForgeException.Invalid e) {
            return switch (e.status()) {
                case HEAD_MODIFIED -> new MergeResult.HeadMoved();
                case NOT_MERGEABLE -> new MergeResult.NotNow(String.valueOf(e.getMessage()));
                default -> throw e;
            };
        }
    }

    private HttpUrl address(int number, String... below) {
        var segments = new String[below.length + 5];
        segments[0] = "repos";
        segments[1] = repository.owner();
        segments[2] = repository.name();
        segments[3] = "pulls";
        segments[4] = Integer.toString(number);
        System.arraycopy(below, 0, segments, 5, below.length);
        return rest().address(segments);
    }

    private Rest rest() {
        return installation.rest();
    }
}

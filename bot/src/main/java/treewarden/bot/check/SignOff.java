package treewarden.bot.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import treewarden.bot.check.InspectPullRequest.Trouble;
import treewarden.forge.PullRequestCommit;

/** Whether the author of each commit has signed it off: the Developer Certificate of Origin. Merges need none. */
final class SignOff {
    private static final String TRAILER = "signed-off-by:";

    private SignOff() {}

    static Optional<Trouble> trouble(List<PullRequestCommit> commits) {
        var missing = commits.stream()
                .filter(commit -> commit.parents() < 2 && !isSigned(commit))
                .map(commit -> commit.id().brief())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trouble(
                        "Commits lack the sign-off of their author: " + InspectPullRequest.named(missing) + ".",
                        "Sign them off with \"git rebase --signoff " + "HEAD~" + commits.size()
                                + "\" and push again with --force-with-lease."));
    }

    /** A line at the end of the message with the mail address of the author. */
    private static boolean isSigned(PullRequestCommit commit) {
        var address = "<" + commit.authorEmail().toLowerCase(Locale.ROOT) + ">";
        return !commit.authorEmail().isEmpty()
                && commit.message()
                        .lines()
                        .map(line -> line.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(line -> line.startsWith(TRAILER) && line.endsWith(address));
    }
}

package treewarden.forge.github;

import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import treewarden.domain.CommitId;
import treewarden.forge.ChangedFile;
import treewarden.forge.ChangedFiles;
import treewarden.forge.ForgeException;
import treewarden.forge.PullRequest;

/**
 * Which files a pull request changes.
 *
 * <p>GitHub's list of a pull request's files is of whatever the head is at that moment. A comparison names its commits, so
 * it cannot be of a later push; but it holds 300 files at most. So the list is only asked for where there are more, or
 * where the comparison does not tell, and then the head is read once more after it.
 */
final class Changes {
    /** GitHub names no more files in a comparison. */
    private static final int MOST_COMPARED = 300;

    private final Rest rest;
    private final Function<String[], HttpUrl> address;

    /** @param address of what is below the repository, by its segments */
    Changes(Rest rest, Function<String[], HttpUrl> address) {
        this.rest = rest;
        this.address = address;
    }

    ChangedFiles of(PullRequest pullRequest) {
        if (pullRequest.changedFiles() < MOST_COMPARED) {
            try {
                var compared = between(pullRequest.base(), pullRequest.head());
                if (isWhole(compared, pullRequest)) {
                    return compared;
                }
            } catch (ForgeException.Missing e) {
                // The two have nothing in common, or the base is gone: the list tells what GitHub compares it with.
            }
        }
        return listed(pullRequest);
    }

    private static boolean isWhole(ChangedFiles compared, PullRequest pullRequest) {
        return !compared.cut()
                && (pullRequest.changedFiles() == PullRequest.UNKNOWN
                        || pullRequest.changedFiles() == compared.files().size());
    }

    ChangedFiles between(CommitId base, CommitId head) {
        var url = address(rangeOf(base, head))
                .newBuilder()
                // The commits are not wanted; one is the least that can be asked for.
                .addQueryParameter("per_page", "1")
                .build();
        var files = Rest.need(rest.get(url, Answers.Comparison.class).files(), "files").stream()
                .map(Answers.Comparison.File::file)
                .toList();
        return new ChangedFiles(files, files.size() >= MOST_COMPARED);
    }

    private ChangedFiles listed(PullRequest pullRequest) {
        var number = Integer.toString(pullRequest.number());
        List<ChangedFile> files = rest.list(address("pulls", number, "files"), Answers.Comparison.File[].class).stream()
                .map(Answers.Comparison.File::file)
                .toList();
        var now = rest.get(address("pulls", number), Answers.Pull.class).pullRequest();
        if (!now.head().equals(pullRequest.head())) {
            throw new ForgeException.Transient(
                    "the head of the pull request moved while its files were listed: it is read again", null);
        }
        return new ChangedFiles(files, now.changedFiles() > files.size());
    }

    private static String[] rangeOf(CommitId base, CommitId head) {
        return new String[] {"compare", base.hex() + "..." + head.hex()};
    }

    private HttpUrl address(String... below) {
        return address.apply(below);
    }
}

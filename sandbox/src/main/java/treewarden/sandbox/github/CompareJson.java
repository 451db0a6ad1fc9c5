package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import treewarden.sandbox.git.CommitInfo;
import treewarden.sandbox.http.Json;

/** What lies between two commits, in GitHub's form. */
final class CompareJson {

    /** GitHub names no more files than this in a comparison. */
    private static final int MOST_FILES = 300;

    private CompareJson() {}

    static ObjectNode of(Repository repository, String base, String head) {
        var git = repository.git();
        var urls = repository.world().urls();
        var mergeBase = git.mergeBase(base, head).orElseThrow(GitHubError::notFound);
        var ahead = git.commitsBetween(base, head);
        int behind = git.commitsBetween(head, base).size();
        var files = repository.branches().changes(base, head);
        var page = urls.page(repository, "/compare/" + base + "..." + head);
        var json = Json.object()
                .put("url", urls.api(repository, "/compare/" + base + "..." + head))
                .put("html_url", page)
                .put("permalink_url", page)
                .put("diff_url", page + ".diff")
                .put("patch_url", page + ".patch")
                .put("status", status(ahead.size(), behind))
                .put("ahead_by", ahead.size())
                .put("behind_by", behind)
                .put("total_commits", ahead.size());
        json.set("base_commit", GitJson.commit(repository, commit(repository, base)));
        json.set("merge_base_commit", GitJson.commit(repository, commit(repository, mergeBase)));
        json.set("commits", Json.array(ahead, commit -> GitJson.commit(repository, commit)));
        json.set(
                "files",
                Json.array(
                        files.subList(0, Math.min(files.size(), MOST_FILES)),
                        file -> PullRequestJson.file(repository, head, file)));
        return json;
    }

    private static CommitInfo commit(Repository repository, String sha) {
        return repository.git().commit(sha).orElseThrow(GitHubError::notFound);
    }

    private static String status(int ahead, int behind) {
        if (ahead > 0 && behind > 0) {
            return "diverged";
        } else if (ahead > 0) {
            return "ahead";
        }
        return behind > 0 ? "behind" : "identical";
    }
}

package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import treewarden.sandbox.git.Author;
import treewarden.sandbox.git.ChangedFile;
import treewarden.sandbox.git.CommitInfo;
import treewarden.sandbox.http.Json;

/** The payload of a push. */
final class PushJson {

    private static final String NO_COMMIT = "0".repeat(40);

    private PushJson() {}

    static ObjectNode of(Repository repository, String branch, Optional<String> before, String after, Person pusher) {
        var git = repository.git();
        boolean forced =
                before.isPresent() && !git.mergeBase(before.get(), after).equals(before);
        var payload = Json.object()
                .put("ref", "refs/heads/" + branch)
                .put("before", before.orElse(NO_COMMIT))
                .put("after", after)
                .putNull("base_ref")
                .put("created", before.isEmpty())
                .put("deleted", false)
                .put("forced", forced)
                .put(
                        "compare",
                        repository.world().urls().page(repository, "/compare/" + before.orElse(after) + "..." + after));
        var head = git.commit(after);
        var commits = before.map(start -> git.commitsBetween(start, after))
                .orElseGet(() -> head.map(List::of).orElse(List.of()));
        payload.set("commits", Json.array(commits, commit -> commit(repository, commit)));
        payload.set(
                "head_commit", head.map(commit -> commit(repository, commit)).orElse(null));
        payload.putObject("pusher").put("name", pusher.login()).put("email", pusher.email());
        return payload;
    }

    /** A commit without its files, as other events name one. */
    static ObjectNode commitOf(Repository repository, String sha) {
        var commit = repository.git().commit(sha).orElseThrow(GitHubError::notFound);
        var json = Json.object()
                .put("id", commit.sha())
                .put("tree_id", commit.treeSha())
                .put("message", commit.message())
                .put("timestamp", Text.time(commit.committer().when()));
        json.set("author", signature(commit.author()));
        json.set("committer", signature(commit.committer()));
        return json;
    }

    private static ObjectNode commit(Repository repository, CommitInfo commit) {
        var json = Json.object()
                .put("id", commit.sha())
                .put("tree_id", commit.treeSha())
                .put("distinct", true)
                .put("message", commit.message())
                .put("timestamp", Text.time(commit.committer().when()))
                .put("url", repository.world().urls().page(repository, "/commit/" + commit.sha()));
        json.set("author", signature(commit.author()));
        json.set("committer", signature(commit.committer()));
        var added = json.putArray("added");
        var removed = json.putArray("removed");
        var modified = json.putArray("modified");
        for (var file : changes(repository, commit)) {
            switch (file.status()) {
                case ADDED, COPIED -> added.add(file.path());
                case REMOVED -> removed.add(file.path());
                case MODIFIED -> modified.add(file.path());
                case RENAMED -> {
                    added.add(file.path());
                    file.previousPath().ifPresent(removed::add);
                }
            }
        }
        return json;
    }

    private static List<ChangedFile> changes(Repository repository, CommitInfo commit) {
        return commit.parents().isEmpty()
                ? List.of()
                : repository.branches().changes(commit.parents().get(0), commit.sha());
    }

    private static ObjectNode signature(Author author) {
        return Json.object()
                .put("name", author.name())
                .put("email", author.email())
                .put("date", Text.time(author.when()));
    }
}

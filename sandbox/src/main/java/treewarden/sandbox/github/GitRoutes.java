package treewarden.sandbox.github;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import treewarden.sandbox.git.CommitInfo;
import treewarden.sandbox.git.GitStore;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** Commits, trees, blobs, references and branches. */
final class GitRoutes {

    /** Where GitHub stops listing a tree and says that it did. */
    private static final int LONGEST_TREE = 100_000;

    /** Above this many bytes GitHub does not hand out a blob. */
    private static final long LARGEST_BLOB = 100L * 1024 * 1024;

    private static final int MOST_FILES = 300;

    void addTo(Rest rest) {
        rest.repository()
                .get("/git/trees/<sha>", this::tree)
                .get("/git/blobs/{sha}", this::blob)
                .get("/git/commits/{sha}", this::gitCommit)
                .get("/git/ref/<ref>", this::reference)
                .get("/git/refs/<ref>", this::references)
                .get("/git/matching-refs/<ref>", this::matchingReferences)
                .get("/branches", this::branches)
                .get("/branches/<branch>", this::branch)
                .get("/commits", this::commits)
                .get("/compare/<span>", this::compare);
    }

    /** The route of one commit, which has to come after those whose paths go on below a commit. */
    void addLastTo(Rest rest) {
        rest.repository().get("/commits/<ref>", this::commit);
    }

    private Answer tree(Call call) {
        var repository = call.repository();
        var depth = call.query("recursive").isPresent() ? GitStore.Depth.ALL : GitStore.Depth.ONE_LEVEL;
        var wanted = repository.branches().resolve(call.path("sha")).orElse(call.path("sha"));
        var sha = repository.git().tree(wanted).orElseThrow(GitHubError::notFound);
        var entries = repository.git().entries(sha, depth).orElseThrow(GitHubError::notFound);
        boolean truncated = entries.size() > LONGEST_TREE;
        var json = Json.object()
                .put("sha", sha)
                .put("url", call.world().urls().api(repository, "/git/trees/" + sha))
                .put("truncated", truncated);
        json.set(
                "tree",
                Json.array(
                        truncated ? entries.subList(0, LONGEST_TREE) : entries,
                        entry -> GitJson.treeEntry(repository, entry)));
        return Answer.json(200, json);
    }

    private Answer blob(Call call) {
        var repository = call.repository();
        var content = repository.git().blob(call.path("sha")).orElseThrow(GitHubError::notFound);
        if (content.length > LARGEST_BLOB) {
            throw GitHubError.of(403, "This API returns blobs up to 100 MB in size.");
        }
        if (call.accepts("raw")) {
            return Answer.bytes(200, "application/vnd.github.raw; charset=utf-8", content);
        }
        return Answer.json(200, GitJson.blob(repository, call.path("sha"), content));
    }

    private Answer gitCommit(Call call) {
        var repository = call.repository();
        var commit = repository.git().commit(call.path("sha")).orElseThrow(GitHubError::notFound);
        var whole = GitJson.commit(repository, commit);
        var json = Json.object()
                .put("sha", commit.sha())
                .put("node_id", whole.get("node_id").asText())
                .put("url", whole.get("commit").get("url").asText())
                .put("html_url", whole.get("html_url").asText())
                .put("message", commit.message());
        for (var field : List.of("author", "committer", "tree", "verification")) {
            json.set(field, whole.get("commit").get(field));
        }
        json.set("parents", whole.get("parents"));
        return Answer.json(200, json);
    }

    private Answer reference(Call call) {
        var repository = call.repository();
        var found = references(repository).get("refs/" + call.path("ref"));
        if (found == null) {
            throw GitHubError.notFound();
        }
        return Answer.json(200, GitJson.reference(repository, "refs/" + call.path("ref"), found));
    }

    /** The older address: the reference itself, or all that begin with the name. */
    private Answer references(Call call) {
        var repository = call.repository();
        if (references(repository).containsKey("refs/" + call.path("ref"))) {
            return reference(call);
        }
        var matching = matching(repository, "refs/" + call.path("ref"));
        if (matching.isEmpty()) {
            throw GitHubError.notFound();
        }
        return list(call, "/git/refs/", matching);
    }

    private Answer matchingReferences(Call call) {
        return list(call, "/git/matching-refs/", matching(call.repository(), "refs/" + call.path("ref")));
    }

    private static Answer list(Call call, String path, List<Map.Entry<String, String>> found) {
        var repository = call.repository();
        return Paginate.list(
                call,
                Paginate.byId(repository, path + Urls.path(call.path("ref"))),
                found,
                one -> GitJson.reference(repository, one.getKey(), one.getValue()));
    }

    private static List<Map.Entry<String, String>> matching(Repository repository, String prefix) {
        return references(repository).entrySet().stream()
                .filter(one -> one.getKey().startsWith(prefix))
                .toList();
    }

    private static Map<String, String> references(Repository repository) {
        var all = new LinkedHashMap<String, String>();
        repository.branches().all().forEach((branch, sha) -> all.put("refs/heads/" + branch, sha));
        if (repository.parent().isEmpty()) {
            all.putAll(repository.git().refs("refs/pull/"));
            all.putAll(repository.git().refs("refs/tags/"));
        }
        return all;
    }

    private Answer branches(Call call) {
        var repository = call.repository();
        return Paginate.list(
                call,
                Paginate.byId(repository, "/branches"),
                List.copyOf(repository.branches().all().entrySet()),
                one -> GitJson.shortBranch(repository, one.getKey(), one.getValue()));
    }

    private Answer branch(Call call) {
        var repository = call.repository();
        var tip = repository
                .branches()
                .tip(call.path("branch"))
                .flatMap(repository.git()::commit)
                .orElseThrow(() -> GitHubError.of(404, "Branch not found"));
        return Answer.json(200, GitJson.branch(repository, call.path("branch"), tip));
    }

    private Answer commits(Call call) {
        var repository = call.repository();
        var start = call.query("sha").orElse(repository.defaultBranch());
        var tip = repository.branches().resolve(start).orElseThrow(GitHubError::notFound);
        return Paginate.list(
                call,
                Paginate.byId(repository, "/commits"),
                repository.git().history(tip),
                commit -> GitJson.commit(repository, commit));
    }

    private Answer commit(Call call) {
        var repository = call.repository();
        var commit = find(repository, call.path("ref"));
        if (call.accepts("application/vnd.github.sha")) {
            return Answer.text(200, "application/vnd.github.sha; charset=utf-8", commit.sha());
        }
        var base = OpenPullRequest.baseOf(repository, commit.sha());
        var files = repository.branches().changes(base, commit.sha());
        return Answer.json(
                200, GitJson.commitInFull(repository, commit, files.subList(0, Math.min(files.size(), MOST_FILES))));
    }

    static CommitInfo find(Repository repository, String ref) {
        return repository
                .branches()
                .resolve(ref)
                .flatMap(repository.git()::commit)
                .orElseThrow(() -> GitHubError.unprocessable("No commit found for SHA: " + ref));
    }

    private Answer compare(Call call) {
        var repository = call.repository();
        var ends = call.path("span").split("\\.\\.\\.", 2);
        if (ends.length < 2) {
            throw GitHubError.notFound();
        }
        var base = repository.branches().resolve(ends[0]).orElseThrow(GitHubError::notFound);
        var head = repository.branches().resolve(ends[1]).orElseThrow(GitHubError::notFound);
        return Answer.json(200, CompareJson.of(repository, base, head));
    }
}

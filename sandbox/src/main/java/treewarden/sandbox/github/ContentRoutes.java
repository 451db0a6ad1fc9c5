package treewarden.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import treewarden.sandbox.git.GitStore;
import treewarden.sandbox.git.TreeEntry;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** Files and folders by path. */
final class ContentRoutes {

    /** Above this many bytes GitHub leaves the content out of its JSON. */
    private static final long LARGEST_IN_JSON = 1024L * 1024;

    void addTo(Rest rest) {
        rest.repository()
                .get("/contents", this::root)
                .get("/contents/", this::root)
                .get("/contents/<path>", this::content);
    }

    private Answer root(Call call) {
        return folder(call.repository(), commit(call), "");
    }

    private static String commit(Call call) {
        var ref = call.query("ref").orElse(call.repository().defaultBranch());
        return call.repository()
                .branches()
                .resolve(ref)
                .orElseThrow(() -> GitHubError.of(404, "No commit found for the ref " + ref));
    }

    private Answer content(Call call) {
        var repository = call.repository();
        var commit = commit(call);
        var entry = repository.git().entry(commit, call.path("path")).orElseThrow(GitHubError::notFound);
        return switch (entry.kind()) {
            case FOLDER -> folder(repository, commit, entry.path());
            case FILE, EXECUTABLE -> file(call, commit, entry);
            case LINK -> {
                var target = target(repository, commit, entry);
                yield target.isPresent() ? file(call, commit, target.get()) : link(call, commit, entry);
            }
            case SUBMODULE -> {
                var json = GitJson.content(repository, commit, entry).put("submodule_git_url", "");
                yield Answer.json(200, json);
            }
        };
    }

    private static Answer folder(Repository repository, String commit, String path) {
        var folder = path.isEmpty()
                ? Optional.of(commit)
                : repository.git().entry(commit, path).map(TreeEntry::sha);
        var entries = folder.flatMap(sha -> repository.git().entries(sha, GitStore.Depth.ONE_LEVEL))
                .orElseThrow(GitHubError::notFound);
        return Answer.json(
                200,
                Json.array(
                        entries,
                        entry -> GitJson.content(
                                repository,
                                commit,
                                new TreeEntry(
                                        path.isEmpty() ? entry.path() : path + "/" + entry.path(),
                                        entry.kind(),
                                        entry.sha(),
                                        entry.size()))));
    }

    private static Answer file(Call call, String commit, TreeEntry entry) {
        var repository = call.repository();
        var bytes = repository.git().blob(entry.sha()).orElseThrow(GitHubError::notFound);
        if (call.accepts("raw")) {
            return Answer.bytes(200, "application/vnd.github.raw; charset=utf-8", bytes);
        }
        boolean fits = bytes.length <= LARGEST_IN_JSON;
        return Answer.json(
                200,
                GitJson.content(repository, commit, entry)
                        .put("content", fits ? GitJson.base64(bytes) : "")
                        .put("encoding", fits ? "base64" : "none"));
    }

    private static Answer link(Call call, String commit, TreeEntry entry) {
        var repository = call.repository();
        return Answer.json(
                200, GitJson.content(repository, commit, entry).put("target", targetText(repository, entry)));
    }

    private static String targetText(Repository repository, TreeEntry link) {
        var bytes = repository.git().blob(link.sha()).orElseThrow(GitHubError::notFound);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The ordinary file that a link leads to within the repository: GitHub shows that in its place. */
    private static Optional<TreeEntry> target(Repository repository, String commit, TreeEntry link) {
        var parts = new ArrayDeque<String>();
        for (var part : (link.path() + "/../" + targetText(repository, link)).split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return repository
                .git()
                .entry(commit, String.join("/", parts))
                .filter(entry -> entry.kind() == TreeEntry.Kind.FILE);
    }
}

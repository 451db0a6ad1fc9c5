package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.sandbox.git.Author;
import treewarden.sandbox.git.ChangedFile;
import treewarden.sandbox.git.CommitInfo;
import treewarden.sandbox.git.TreeEntry;
import treewarden.sandbox.http.Json;

/** Commits, trees, files and references in GitHub's form. */
final class GitJson {

    private static final Pattern PRIVATE_ADDRESS = Pattern.compile("(?:\\d+\\+)?(.+)@users\\.noreply\\.github\\.com");

    /** GitHub breaks its Base64 into lines of this many characters. */
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(60, "\n".getBytes(StandardCharsets.US_ASCII));

    private GitJson() {}

    static ObjectNode commit(Repository repository, CommitInfo commit) {
        var world = repository.world();
        var urls = world.urls();
        var api = urls.api(repository, "/commits/" + commit.sha());
        var json = Json.object()
                .put("sha", commit.sha())
                .put("node_id", Text.node("Commit", commit.sha()))
                .put("url", api)
                .put("html_url", urls.page(repository, "/commit/" + commit.sha()))
                .put("comments_url", api + "/comments");
        var inner = json.putObject("commit")
                .put("message", commit.message())
                .put("comment_count", 0)
                .put("url", urls.api(repository, "/git/commits/" + commit.sha()));
        inner.set("author", signature(commit.author()));
        inner.set("committer", signature(commit.committer()));
        inner.putObject("tree")
                .put("sha", commit.treeSha())
                .put("url", urls.api(repository, "/git/trees/" + commit.treeSha()));
        inner.putObject("verification")
                .put("verified", false)
                .put("reason", "unsigned")
                .putNull("signature")
                .putNull("payload")
                .putNull("verified_at");
        json.set("author", account(world, commit.author()));
        json.set("committer", account(world, commit.committer()));
        json.set(
                "parents",
                Json.array(
                        commit.parents(),
                        parent -> Json.object()
                                .put("sha", parent)
                                .put("url", urls.api(repository, "/commits/" + parent))
                                .put("html_url", urls.page(repository, "/commit/" + parent))));
        return json;
    }

    /** A commit with the files that it changes. */
    static ObjectNode commitInFull(Repository repository, CommitInfo commit, List<ChangedFile> files) {
        var json = commit(repository, commit);
        int added = files.stream().mapToInt(ChangedFile::additions).sum();
        int deleted = files.stream().mapToInt(ChangedFile::deletions).sum();
        json.putObject("stats")
                .put("total", added + deleted)
                .put("additions", added)
                .put("deletions", deleted);
        json.set("files", Json.array(files, file -> PullRequestJson.file(repository, commit.sha(), file)));
        return json;
    }

    private static ObjectNode signature(Author author) {
        return Json.object()
                .put("name", author.name())
                .put("email", author.email())
                .put("date", Text.time(author.when()));
    }

    /** The account behind a commit, where its address names one that exists. */
    private static JsonNode account(World world, Author author) {
        var address = PRIVATE_ADDRESS.matcher(author.email());
        Optional<Person> person = address.matches() ? world.people().find(address.group(1)) : Optional.empty();
        return person.<JsonNode>map(known -> PersonJson.simple(world.urls(), known))
                .orElse(NullNode.getInstance());
    }

    static ObjectNode treeEntry(Repository repository, TreeEntry entry) {
        var urls = repository.world().urls();
        var json = Json.object()
                .put("path", entry.path())
                .put("mode", entry.kind().mode())
                .put("type", entry.kind().objectType())
                .put("sha", entry.sha());
        switch (entry.kind()) {
            case FILE, EXECUTABLE, LINK ->
                json.put("size", entry.size()).put("url", urls.api(repository, "/git/blobs/" + entry.sha()));
            case FOLDER -> json.put("url", urls.api(repository, "/git/trees/" + entry.sha()));
            case SUBMODULE -> json.putNull("url");
        }
        return json;
    }

    static ObjectNode blob(Repository repository, String sha, byte[] content) {
        return Json.object()
                .put("sha", sha)
                .put("node_id", Text.node("Blob", sha))
                .put("size", content.length)
                .put("url", repository.world().urls().api(repository, "/git/blobs/" + sha))
                .put("content", base64(content))
                .put("encoding", "base64");
    }

    static String base64(byte[] content) {
        return content.length == 0 ? "" : BASE64.encodeToString(content) + "\n";
    }

    /** What the contents API says of any entry, before the content itself. */
    static ObjectNode content(Repository repository, String commitSha, TreeEntry entry) {
        var urls = repository.world().urls();
        var path = Urls.path(entry.path());
        var api = urls.api(repository, "/contents/" + path + "?ref=" + commitSha);
        boolean folder = entry.kind() == TreeEntry.Kind.FOLDER;
        var git = urls.api(repository, (folder ? "/git/trees/" : "/git/blobs/") + entry.sha());
        var page = urls.page(repository, (folder ? "/tree/" : "/blob/") + commitSha + "/" + path);
        var json = Json.object()
                .put("type", entry.kind().contentType())
                .put("name", entry.name())
                .put("path", entry.path())
                .put("sha", entry.sha())
                .put("size", entry.size())
                .put("url", api)
                .put("html_url", page)
                .put("git_url", git)
                .put("download_url", folder ? null : urls.page(repository, "/raw/" + commitSha + "/" + path));
        json.putObject("_links").put("self", api).put("git", git).put("html", page);
        return json;
    }

    static ObjectNode reference(Repository repository, String fullName, String sha) {
        var urls = repository.world().urls();
        var json = Json.object()
                .put("ref", fullName)
                .put("node_id", Text.node("Ref", fullName))
                .put("url", urls.api(repository, "/git/" + Urls.path(fullName)));
        json.putObject("object")
                .put("type", "commit")
                .put("sha", sha)
                .put("url", urls.api(repository, "/git/commits/" + sha));
        return json;
    }

    static ObjectNode branch(Repository repository, String name, CommitInfo tip) {
        var urls = repository.world().urls();
        var api = urls.api(repository, "/branches/" + Urls.path(name));
        var json = Json.object().put("name", name).put("protected", false).put("protection_url", api + "/protection");
        json.set("commit", commit(repository, tip));
        json.putObject("_links").put("self", api).put("html", urls.page(repository, "/tree/" + Urls.path(name)));
        json.putObject("protection").put("enabled", false);
        return json;
    }

    static ObjectNode shortBranch(Repository repository, String name, String sha) {
        var json = Json.object().put("name", name).put("protected", false);
        json.putObject("commit")
                .put("sha", sha)
                .put("url", repository.world().urls().api(repository, "/commits/" + sha));
        return json;
    }
}

package treewarden.worker.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import treewarden.domain.Printable;
import treewarden.worker.hub.HubRepo.Visibility;

/** The Hub's repositories: what they hold, and their branches and tags. Each method throws {@link HubException}. */
public final class Hub implements AutoCloseable {
    // As they are linked by the Hub: <https://...>; rel="next".
    private static final Pattern NEXT = Pattern.compile("<([^<>]{1,2000})>;\\s*rel=\"next\"");
    private static final int MOST_PAGES = 200;

    private final HubConfig config;
    private final Wire wire;

    private Hub(HubConfig config, Wire wire) {
        this.config = config;
        this.wire = wire;
    }

    /** Nothing is sent before the first question. */
    public static Hub connect(HubConfig config, Clock clock) {
        return connect(config, clock, Pause.SLEEP, List.of());
    }

    static Hub connect(HubConfig config, Clock clock, Pause pause, List<Interceptor> interceptors) {
        return new Hub(config, new Wire(config, clock, pause, interceptors));
    }

    HubConfig config() {
        return config;
    }

    Wire wire() {
        return wire;
    }

    /** The account of the token, and what the token may do. The Hub limits this question strictly: ask it once. */
    public HubAccount whoAmI() {
        return HubAccount.of(get(wire.url("api/whoami-v2").build()).json());
    }

    /**
     * A repository as it stands.
     *
     * @param head the commit of main
     */
    public record Info(String head, Visibility visibility) {}

    /** The repository; empty where there is none. */
    public Optional<Info> find(HubRepo repo) {
        try {
            var json = get(wire.url(repo.api()).build()).json();
            return Optional.of(new Info(Reply.text(json, "sha"), visibility(json)));
        } catch (HubException.Missing e) {
            return Optional.empty();
        }
    }

    /** Creates the repository. One that is there already, for instance because an answer was lost, is fine. */
    public void create(HubRepo repo, Visibility visibility) {
        var body = Reply.object()
                .put("name", repo.name())
                .put("organization", repo.owner())
                .put("type", repo.type())
                .put("private", visibility != Visibility.PUBLIC);
        wire.retrying(() -> {
            try {
                return wire.once(post(wire.url("api/repos/create").build(), body));
            } catch (HubException.Moved e) {
                if (String.valueOf(e.getMessage()).contains("conflicting operation")) {
                    throw new HubException.Transient(String.valueOf(e.getMessage()));
                }
                return new Reply(200, Headers.of(), new byte[0]);
            }
        });
    }

    /** Branches and tags, each with its commit. */
    public record Refs(Map<String, String> branches, Map<String, String> tags) {}

    public Refs refs(HubRepo repo) {
        var json = get(wire.url(repo.api(), "refs").build()).json();
        return new Refs(refs(json.path("branches")), refs(json.path("tags")));
    }

    private static Visibility visibility(JsonNode json) {
        if (json.path("private").asBoolean(false)) {
            return Visibility.PRIVATE;
        }
        // False, or how people are let in: "auto" or "manual".
        var gated = json.path("gated");
        return gated.isTextual() && !gated.asText().isEmpty() ? Visibility.GATED : Visibility.PUBLIC;
    }

    /** Shows a repository that nobody saw so far to everybody, its files to those whom its owners let in. */
    public void openBehindAGate(HubRepo repo) {
        var settings = Reply.object().put("private", false).put("gated", "manual");
        wire.send(wire.authorized(wire.url(repo.api(), "settings").build())
                .put(Wire.json(settings))
                .build());
    }

    private static Map<String, String> refs(JsonNode list) {
        var refs = new TreeMap<String, String>();
        for (var ref : list) {
            refs.put(Reply.text(ref, "name"), Reply.text(ref, "targetCommit"));
        }
        return refs;
    }

    /** All files of a commit, by path. */
    public Map<String, RemoteFile> tree(HubRepo repo, String revision) {
        var files = new HashMap<String, RemoteFile>();
        var first = wire.url(repo.api(), "tree", revision).addQueryParameter("recursive", "true");
        var next = Optional.of(first.build());
        for (int page = 0; next.isPresent(); page++) {
            if (page == MOST_PAGES) {
                throw new HubException.Refused(repo + " holds too many files to be read; see that it is the right one");
            }
            var reply = get(next.get());
            for (var entry : reply.json()) {
                if (entry.path("type").asText().equals("file")) {
                    var file = file(entry);
                    files.put(file.path(), file);
                }
            }
            next = next(reply);
        }
        return files;
    }

    private static RemoteFile file(JsonNode entry) {
        var path = Reply.text(entry, "path");
        var lfs = entry.path("lfs");
        return lfs.isObject()
                ? new RemoteFile(path, lfs.path("size").asLong(-1), RemoteFile.Storage.LFS, Reply.text(lfs, "oid"))
                : new RemoteFile(path, entry.path("size").asLong(-1), RemoteFile.Storage.GIT, Reply.text(entry, "oid"));
    }

    private Optional<HttpUrl> next(Reply reply) {
        var found = NEXT.matcher(Optional.ofNullable(reply.header("Link")).orElse(""));
        return found.find() ? Optional.of(wire.named(found.group(1))) : Optional.empty();
    }

    /** A commit of a branch, with the text below its title. */
    record Commit(String id, String message) {}

    /** The newest commits of a revision, newest first: one page of them. */
    List<Commit> commits(HubRepo repo, String revision) {
        var commits = new ArrayList<Commit>();
        for (var commit : get(wire.url(repo.api(), "commits", revision).build()).json()) {
            commits.add(
                    new Commit(Reply.text(commit, "id"), commit.path("message").asText("")));
        }
        return commits;
    }

    /** The content of a file that git holds itself, below 10 MiB. */
    byte[] content(HubRepo repo, String revision, String path) {
        var url = wire.url(repo.web() + "/resolve", revision);
        for (var segment : path.split("/", -1)) {
            url.addPathSegment(segment);
        }
        return get(url.build()).body();
    }

    /** Branches off, where there is no such branch yet. */
    public void addBranch(HubRepo repo, String branch, String start) {
        unlessThere(post(
                wire.url(repo.api(), "branch", branch).build(), Reply.object().put("startingPoint", start)));
    }

    /** Takes the branch away, where it is still there. */
    public void deleteBranch(HubRepo repo, String branch) {
        delete(wire.url(repo.api(), "branch", branch).build());
    }

    /**
     * Tags a commit, where the tag is not there yet.
     *
     * @throws HubException.Refused where it is there, at another commit
     */
    public void addTag(HubRepo repo, String tag, String commit, String message) {
        var there = refs(repo).tags().get(tag);
        if (there == null) {
            unlessThere(post(
                    wire.url(repo.api(), "tag", commit).build(),
                    Reply.object().put("tag", tag).put("message", message)));
            there = refs(repo).tags().get(tag);
        }
        if (!commit.equals(there)) {
            throw new HubException.Refused(
                    "the tag " + Printable.quoted(tag) + " of " + repo + " is at another commit ("
                            + Printable.plain(String.valueOf(there)) + " instead of " + Printable.plain(commit)
                            + "); name another tag, or delete it on the Hub, then run again");
        }
    }

    /** Takes the tag away, where it is still there. */
    public void deleteTag(HubRepo repo, String tag) {
        delete(wire.url(repo.api(), "tag", tag).build());
    }

    /** What the Hub finds wrong with a card's metadata; refused where it finds an error. */
    void checkCard(HubRepo repo, String content) {
        var body = Reply.object().put("content", content).put("repoType", repo.type());
        var json = wire.send(post(wire.url("api/validate-yaml").build(), body)).json();
        var errors = new ArrayList<String>();
        json.path("errors")
                .forEach(error ->
                        errors.add(Printable.plain(error.path("message").asText(""))));
        if (!errors.isEmpty()) {
            throw new HubException.Refused("the Hub refuses the metadata of README.md: " + String.join("; ", errors)
                    + "; mend the card's template, then run again");
        }
    }

    private void unlessThere(Request request) {
        try {
            wire.send(request);
        } catch (HubException.Moved e) {
            // It is there: perhaps by an earlier try whose answer was lost. Who needs to know where it stands looks.
            return;
        }
    }

    private void delete(HttpUrl url) {
        try {
            wire.send(wire.authorized(url).delete().build());
        } catch (HubException.Missing e) {
            // It is gone, which is what was wanted.
            return;
        }
    }

    private Reply get(HttpUrl url) {
        return wire.send(wire.authorized(url).get().build());
    }

    private Request post(HttpUrl url, JsonNode body) {
        return wire.authorized(url).post(Wire.json(body)).build();
    }

    @Override
    public void close() {
        wire.close();
    }
}

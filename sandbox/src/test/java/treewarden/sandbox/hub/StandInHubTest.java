package treewarden.sandbox.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.Http;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Json;
import treewarden.sandbox.time.SettableClock;

class StandInHubTest {
    private static final String MODEL = "/api/models/community/tiny";
    private static final String BATCH = "/community/tiny.git/info/lfs/objects/batch";

    @TempDir
    private Path home;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T02:00:00Z"));
    private StandInHub hub;
    private Http anybody;
    private Http owner;
    private Http reader;

    @BeforeEach
    void open() {
        hub = StandInHub.start(HubOptions.in(home)
                .withParts(8, 4)
                .withClock(clock)
                .withTokens(HubOptions.TOKEN, HubToken.reading("hf_reader", "bob")));
        anybody = Http.at(hub.url());
        owner = anybody.with("Authorization", "Bearer hf_standin");
        reader = anybody.with("Authorization", "Bearer hf_reader");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private void create(String visibility) {
        var body = Json.object()
                .put("name", "tiny")
                .put("organization", "community")
                .put("visibility", visibility);
        assertThat(owner.post("/api/repos/create", body.toString()).status()).isEqualTo(200);
    }

    private static String oid(String content) {
        return HexFormat.of().formatHex(GitNames.digest("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode batch(String content) {
        var body = Json.object().put("operation", "upload").put("hash_algo", "sha256");
        body.putArray("transfers").add("basic").add("multipart");
        body.putArray("objects").addObject().put("oid", oid(content)).put("size", content.length());
        return owner.post(BATCH, body.toString()).json().path("objects").path(0);
    }

    private Http.Reply commit(String branch, String parent, String... lines) {
        var header = Json.object().put("summary", "more");
        if (!parent.isEmpty()) {
            header.put("parentCommit", parent);
        }
        var body = line("header", header) + String.join("", lines);
        return owner.post(MODEL + "/commit/" + branch, body);
    }

    private static String line(String key, JsonNode value) {
        var line = Json.object().put("key", key);
        line.set("value", value);
        return line + "\n";
    }

    private static String lfs(String path, String content) {
        return line(
                "lfsFile",
                Json.object()
                        .put("path", path)
                        .put("algo", "sha256")
                        .put("oid", oid(content))
                        .put("size", content.length()));
    }

    private static String file(String path, String base64) {
        return line(
                "file",
                Json.object().put("path", path).put("encoding", "base64").put("content", base64));
    }

    @Test
    void whatIsPrivateAndWhatIsMissingSoundAlikeToStrangers() {
        create("private");

        assertThat(anybody.get(MODEL).status()).isEqualTo(401);
        assertThat(anybody.get("/api/models/community/none").status()).isEqualTo(401);
        assertThat(owner.get("/api/models/community/none").header("X-Error-Code"))
                .isEqualTo("RepoNotFound");
        assertThat(anybody.with("Authorization", "Bearer hf_wrong").get(MODEL).status())
                .isEqualTo(401);
        assertThat(owner.get(MODEL).json().path("private").asBoolean()).isTrue();
    }

    @Test
    void aTokenThatReadsDoesNotWrite() {
        create("public");

        assertThat(reader.get(MODEL).status()).isEqualTo(200);
        assertThat(reader.post(MODEL + "/branch/mine", "{}").status()).isEqualTo(403);
        assertThat(anybody.post(MODEL + "/branch/mine", "{}").status()).isEqualTo(401);
        assertThat(owner.post("/api/repos/create", "{\"name\":\"tiny\"}").status())
                .isEqualTo(409);
    }

    @Test
    void aCommitOnAMovedParentIsRefused() {
        create("public");
        var head = owner.get(MODEL).json().path("sha").asText();

        assertThat(commit("main", head, file("a.txt", "aGk=")).status()).isEqualTo(200);
        assertThat(commit("main", head, file("b.txt", "aGk=")).status()).isEqualTo(412);
        assertThat(hub.model("community/tiny").orElseThrow().history("main")).hasSize(2);
        assertThat(owner.get("/community/tiny/resolve/main/a.txt").text()).isEqualTo("hi");
    }

    @Test
    void aCommitOfAnObjectThatIsNotThereIsRefused() {
        create("public");

        var reply = commit("main", "", lfs("model.safetensors", "weights"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("LFS pointer pointed to a file that does not exist");
    }

    @Test
    void aSmallObjectIsPutWholeAndMustBeWhatItsNameSays() {
        create("public");
        var href = batch("weights").at("/actions/upload/href").asText();

        assertThat(href).startsWith(hub.storageUrl() + "/");
        assertThat(owner.put(href, "weights").status()).as("with a token").isEqualTo(400);
        assertThat(anybody.put(href, "WEIGHTS").text()).contains("The content's SHA-256 is");
        assertThat(anybody.put(href, "weights").status()).isEqualTo(200);
        assertThat(batch("weights").has("actions")).isFalse();
        assertThat(commit("main", "", lfs("model.safetensors", "weights")).status())
                .isEqualTo(200);
        var entry = owner.get(MODEL + "/tree/main?recursive=true").json().path(1);
        assertThat(entry.at("/lfs/oid").asText()).isEqualTo(oid("weights"));
    }

    @Test
    void aLargeObjectComesInPartsInAnyOrder() {
        create("public");
        var actions = batch("0123456789").path("actions");
        var header = actions.at("/upload/header");
        assertThat(header.path("chunk_size").asText()).isEqualTo("4");
        var body = Json.object().put("oid", oid("0123456789"));
        var parts = body.putArray("parts");
        for (int part : new int[] {3, 1, 2}) {
            var content = "0123456789".substring((part - 1) * 4, Math.min(10, part * 4));
            var etag = anybody.put(header.path("" + part).asText(), content).header("ETag");
            parts.addObject().put("partNumber", part).put("etag", etag);
        }
        var complete = actions.at("/upload/href").asText();

        assertThat(anybody.post(complete, "{\"parts\": []}").status()).isEqualTo(400);
        assertThat(anybody.post(complete, body.toString()).status()).isEqualTo(200);
        var verify = Json.object().put("oid", oid("0123456789")).put("size", 10);
        assertThat(owner.post(actions.at("/verify/href").asText(), verify.toString())
                        .status())
                .isEqualTo(200);
        assertThat(hub.unfinishedUploads()).isZero();
    }

    @Test
    void anUploadsAddressIsGoodForAnHour() {
        create("public");
        var href = batch("weights").at("/actions/upload/href").asText();
        clock.advance(Duration.ofMinutes(61));

        assertThat(anybody.put(href, "weights").status()).isEqualTo(403);
    }

    @Test
    void aCutUploadLeavesNothingThatCounts() {
        create("public");
        var href = batch("weights").at("/actions/upload/href").asText();
        hub.cutUploadAfter(3);

        assertThatThrownBy(() -> anybody.tried("PUT", href, "weights")).isInstanceOf(IOException.class);

        assertThat(batch("weights").has("actions")).isTrue();
        assertThat(anybody.put(href, "weights").status()).isEqualTo(200);
    }

    @Test
    void aFileIsReadFromAnyByteOn() {
        create("public");
        anybody.put(batch("weights").at("/actions/upload/href").asText(), "weights");
        commit("main", "", lfs("model.safetensors", "weights"));
        var path = "/community/tiny/resolve/main/model.safetensors";

        var whole = anybody.get(path);
        assertThat(whole.text()).isEqualTo("weights");
        assertThat(whole.header("X-Linked-Etag")).isEqualTo('"' + oid("weights") + '"');
        assertThat(whole.header("X-Linked-Size")).isEqualTo("7");
        assertThat(whole.header("X-Repo-Commit")).hasSize(40);
        var rest = anybody.with("Range", "bytes=4-").get(path);
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.text()).isEqualTo("hts");
        assertThat(anybody.with("Range", "bytes=7-").get(path).status()).isEqualTo(416);
        assertThat(anybody.get("/community/tiny/resolve/main/none").header("X-Error-Code"))
                .isEqualTo("EntryNotFound");
    }

    @Test
    void aTagStaysWhereItIs() {
        create("public");

        assertThat(owner.post(MODEL + "/tag/main", "{\"tag\": \"release-20261123\"}")
                        .status())
                .isEqualTo(200);
        assertThat(owner.post(MODEL + "/tag/main", "{\"tag\": \"release-20261123\"}")
                        .status())
                .isEqualTo(409);
        assertThat(owner.delete(MODEL + "/tag/release-20261123").status()).isEqualTo(200);
        assertThat(owner.delete(MODEL + "/tag/release-20261123").status()).isEqualTo(404);
        assertThat(owner.post(MODEL + "/tag/none", "{\"tag\": \"release-20261123\"}")
                        .header("X-Error-Code"))
                .isEqualTo("RevisionNotFound");
    }

    @Test
    void aPathThatLeadsOutOfTheRepositoryIsRefused() {
        create("public");

        for (var path : new String[] {"../a.txt", "a//b.txt", ".git/config", "/a.txt"}) {
            assertThat(commit("main", "", file(path, "aGk=")).status()).as(path).isEqualTo(400);
        }
    }

    @Test
    void anAnswerMayBeLostAfterTheCommitWasStored() {
        create("public");
        hub.faults().next("POST", MODEL + "/commit/main", Fault.dropConnectionAfterStoring());

        assertThatThrownBy(() -> owner.tried(
                        "POST",
                        MODEL + "/commit/main",
                        line("header", Json.object().put("summary", "lost"))))
                .isInstanceOf(IOException.class);

        assertThat(hub.model("community/tiny").orElseThrow().history("main"))
                .extracting(HubCommit::title)
                .containsExactly("lost", "initial commit");
    }

    @Test
    void whoAsksTooMuchHearsForHowLong() {
        hub.faults().next("GET", "/api/whoami-v2", StandInHub.tooManyRequests(55));

        var reply = owner.get("/api/whoami-v2");

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("ratelimit")).isEqualTo("\"api\";r=0;t=55");
        assertThat(owner.get("/api/whoami-v2").json().path("name").asText()).isEqualTo("community");
    }
}

package treewarden.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.sandbox.Http;
import treewarden.sandbox.git.Change;

class PagesTest {

    private static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'`&";

    private final Stage stage = new Stage();
    private final Http browser = stage.anonymous().with("Content-Type", "application/x-www-form-urlencoded");

    @AfterEach
    void close() {
        stage.close();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Test
    void theFirstPageListsPullRequestsAndSaysWhatItIs() {
        stage.pull();
        var page = browser.get("/ui");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("stand-in GitHub", "Not GitHub.", "Add a leaf", "/ui/instructlab/taxonomy/pull/1");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("script");
        assertThat(browser.get("/ui/style.css").header("Content-Type")).startsWith("text/css");
        assertThat(browser.with("Accept", "text/html").get("/").status()).isEqualTo(303);
    }

    @Test
    void aPersonOpensPushesCommentsClosesReopensAndMerges() {
        var opened = browser.post(
                "/ui/instructlab/taxonomy/new",
                form(Map.of(
                        "as",
                        "ada",
                        "title",
                        "My leaf",
                        "body",
                        "Hi",
                        "path",
                        "a/qna.yaml",
                        "text",
                        "version: 3\r\n")));
        assertThat(opened.status()).isEqualTo(303);
        assertThat(opened.header("Location")).endsWith("/ui/instructlab/taxonomy/pull/1");
        var pull = stage.repository.pullRequest(1).orElseThrow();
        assertThat(stage.repository.file(pull.headSha(), "a/qna.yaml")).contains("version: 3\n".getBytes(UTF_8));

        act("comment", Map.of("as", "bob", "text", "Please add a domain"));
        act("push", Map.of("as", "ada", "path", "a/qna.yaml", "text", "version: 3\ndomain: x\n", "message", "Domain"));
        act("close", Map.of("as", "ada"));
        assertThat(pull.isOpen()).isFalse();
        act("reopen", Map.of("as", "ada"));
        act("merge", Map.of("as", "bob"));

        assertThat(pull.isMerged()).isTrue();
        assertThat(pull.comments())
                .extracting(comment -> comment.author().login())
                .containsExactly("bob");
        assertThat(stage.repository.file(stage.repository.head("main").orElseThrow(), "a/qna.yaml"))
                .contains("version: 3\ndomain: x\n".getBytes(UTF_8));
    }

    private void act(String action, Map<String, String> fields) {
        assertThat(browser.post("/ui/instructlab/taxonomy/pull/1/" + action, form(fields))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void releasesAreShownWithTheirNotes() {
        assertThat(browser.get("/ui/instructlab/taxonomy/releases").text()).contains("No release here yet.");

        stage.repository.release(stage.bob, "v1", "main", "It knows *haiku*.");
        var page = browser.get("/ui/instructlab/taxonomy/releases");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("v1 at ", "bob", "<em>haiku</em>");
    }

    @Test
    void hostileTextStaysTextOnEveryPage() {
        var mallory = stage.github.person("<b>mallory</b>");
        var path = "a/<script>alert(1)<script>/qna.yaml";
        var pull = stage.repository.contribute(mallory, HOSTILE, HOSTILE, Map.of(path, Change.write(HOSTILE + "\n")));
        pull.comment(mallory, HOSTILE + "\n\n[click](javascript:alert(1)) ![x](javascript:alert(1))");
        pull.label(stage.bob, "<i>label</i>");
        stage.repository.release(mallory, HOSTILE, "main", HOSTILE);
        stage.installation()
                .post(
                        "/repos/instructlab/taxonomy/check-runs",
                        treewarden.sandbox.http.Json.object()
                                .put("name", "<u>check</u>")
                                .put("head_sha", pull.headSha())
                                .toString());
        var sha = pull.headSha();

        for (var address : List.of(
                "/ui",
                "/ui/instructlab/taxonomy",
                "/ui/instructlab/taxonomy/pull/1",
                "/ui/instructlab/taxonomy/releases",
                "/ui/instructlab/taxonomy/commit/" + sha,
                "/ui/instructlab/taxonomy/runs/" + pull.checkRuns().get(0).id(),
                "/ui/instructlab/taxonomy/blob/" + sha + "/" + Urls.path(path))) {
            var page = browser.get(address);
            assertThat(page.status()).as(address).isEqualTo(200);
            assertThat(page.text())
                    .as(address)
                    .doesNotContainPattern(
                            "(?i)<script|<img[^>]*(onerror|javascript)|<b>mallory|<i>label|<u>check|href=\"javascript");
        }
    }

    @Test
    void aRawFileIsPlainTextUnderAPolicy() {
        var pull = stage.repository.contribute(stage.ada, "Page", "", Map.of("x.html", Change.write(HOSTILE)));
        var raw = browser.get("/ui/instructlab/taxonomy/raw/" + pull.headSha() + "/x.html");

        assertThat(raw.header("Content-Type")).startsWith("text/plain");
        assertThat(raw.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(raw.text()).isEqualTo(HOSTILE);
    }

    @Test
    void linesOfAFileCanBeLinkedTo() {
        var pull = stage.repository.contribute(stage.ada, "Leaf", "", Map.of("a/qna.yaml", Change.write("one\ntwo\n")));
        var page = browser.get("/ui/instructlab/taxonomy/blob/" + pull.headSha() + "/a/qna.yaml")
                .text();

        assertThat(page).contains("<tr id=\"L2\"><td><a href=\"#L2\">2</a></td><td>two</td></tr>");
    }

    @Test
    void aRefusalKeepsWhatWasTyped() {
        stage.pull();
        var nobody = browser.post("/ui/instructlab/taxonomy/pull/1/comment", form(Map.of("text", "my long thought")));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.text()).contains("Choose a person", "my long thought");
        var untitled = browser.post(
                "/ui/instructlab/taxonomy/new",
                form(Map.of("as", "ada", "title", "", "path", "a", "text", "kept text")));
        assertThat(untitled.text()).contains("needs a title", "kept text");
        assertThat(browser.get("/ui/nothing").status()).isEqualTo(404);
        assertThat(browser.get("/ui/nothing").header("Content-Security-Policy")).isNotEmpty();
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        var pull = stage.pull();
        var foreign = browser.with("Origin", "https://evil.example")
                .post("/ui/instructlab/taxonomy/pull/1/merge", form(Map.of("as", "bob")));

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(pull.isMerged()).isFalse();
    }
}

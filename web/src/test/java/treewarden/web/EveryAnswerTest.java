package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryAnswerTest {
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.in(folder);
        site.with(Given.contribution(1).now());
    }

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?q=x",
                "/tree",
                "/over-time",
                "/releases",
                "/releases/release-20261122",
                "/contributions/instructlab/taxonomy/1",
                "/contributions/instructlab/taxonomy/77",
                "/api/contributions",
                "/nothing/here",
                "/assets/none",
                "/text/missing"
            })
    void carriesThePolicyThatKeepsPagesInert(String path) {
        var headers = site.get(path, "Accept", "text/html").headers();

        assertThat(headers.firstValue("Content-Security-Policy")).hasValue(SecurityHeaders.POLICY);
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/tree", "/over-time", "/releases", "/contributions/instructlab/taxonomy/1", "/nothing/here"
            })
    void holdsNothingInlineThatThePolicyWouldForbid(String path) {
        assertThat(site.get(path, "Accept", "text/html").body())
                .doesNotContain("<style")
                .doesNotContain(" style=")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("\\son[a-z]+=");
    }

    @Test
    void assetsAreThereWithTheirTypeAndAreKept() {
        var assets = ASSET.matcher(site.get("/").body())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();

        assertThat(assets).hasSize(5).allSatisfy(address -> {
            var answer = site.get(address);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).containsAnyOf("css", "javascript", "svg"));
        });
    }

    @Test
    void aProgramThatAsksForNoPageGetsNone() {
        assertThat(site.get("/text/missing", "Accept", "application/json").body())
                .isEqualTo("not here");
    }

    @Test
    void aDatabaseThatIsGoneIsAPageThatSaysWhatToDo() {
        site.loseDatabase();

        var answer = site.get("/", "Accept", "text/html");

        assertThat(answer.statusCode()).isIn(500, 503);
        assertThat(answer.body())
                .contains("Tell the operator")
                .doesNotContain("Exception")
                .doesNotContain("jdbc");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    @Timeout(30)
    void anOpenPageIsToldOfAChange() throws Exception {
        var stream = site.open("/events", "Accept", "text/event-stream");
        var lines = stream.body().iterator();
        assertThat(lines.next()).isEqualTo(": listening");

        site.with(Given.contribution(2).now());

        String line;
        do {
            line = lines.next();
        } while (!line.startsWith("event:"));
        assertThat(line).isEqualTo("event: changed");
        assertThat(stream.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        stream.body().close();
    }

    @Test
    void theCodeHostsAddressIsAWebAddress() {
        assertThatThrownBy(() -> new PageSettings("x", "javascript:alert(1)", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must start with https://");
    }
}

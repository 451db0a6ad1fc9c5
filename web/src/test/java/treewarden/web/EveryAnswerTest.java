package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Person;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

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

    @Test
    void isPackedForWhoeverCanUnpackIt() {
        var packed = site.get("/", "Accept-Encoding", "gzip");
        var plain = site.get("/");

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.body().length()).isLessThan(plain.body().length());
    }

    @Test
    void whatCannotBeReadIsAnsweredInASentenceUnderTheSamePolicy() throws IOException {
        for (var policy : SecurityHeaders.ALL.entrySet()) {
            assertThat(answerTo("GET /%zz HTTP/1.1\r\nHost: x\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains(policy.getKey() + ": " + policy.getValue() + "\r\n");
        }
        assertThat(answerTo("GET /%zz HTTP/1.1\r\nHost: x\r\n"))
                .endsWith("This request cannot be read. Look at its address.\n")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("%zz");
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: x\r\nCookie: " + "c".repeat(100_000) + "\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("Content-Security-Policy: " + SecurityHeaders.POLICY)
                .endsWith("or delete the cookies of this site.\n");
        assertThat(answerTo("NONSENSE\r\n")).startsWith("HTTP/1.1 400 ").contains("nosniff");
    }

    /** As no client would send it. */
    private String answerTo(String head) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), site.at("/").getPort())) {
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
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
    @Timeout(300)
    void anOpenPageIsToldOfAChange() throws Exception {
        var stream = site.open("/events", "Accept", "text/event-stream");
        var lines = stream.body().iterator();
        assertThat(lines.next()).isEqualTo(": listening");
        var before = Told.next("begins", lines);

        site.with(Given.contribution(2).now());

        assertThat(Told.next("changed", lines)).startsWith("data: ").isNotEqualTo(before);
        assertThat(stream.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        stream.body().close();
    }

    @Test
    @Timeout(300)
    void nobodyTakesTheRoomOfOthersToBeTold() throws Exception {
        var open = new ArrayList<Stream<String>>();
        for (int i = 0; i < LimitReaders.OF_ONE; i++) {
            var stream = site.open("/events", "Accept", "text/event-stream");
            assertThat(stream.statusCode()).isEqualTo(200);
            Told.next("begins", stream.body().iterator());
            open.add(stream.body());
        }

        assertThat(site.get("/events", "Accept", "text/event-stream").statusCode())
                .as("the browser does not come back by itself")
                .isEqualTo(204);
        site.signIn(new Visitor(new Person(7, "tess"), PageRole.TRIAGER, "the-token"));
        var theirs = site.open("/events", "Accept", "text/event-stream");
        assertThat(theirs.statusCode()).isEqualTo(200);

        theirs.body().close();
        open.forEach(Stream::close);
    }

    @Test
    void theCodeHostsAddressIsAWebAddress() {
        assertThatThrownBy(() -> new PageSettings("x", "javascript:alert(1)", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must start with https://");
    }
}

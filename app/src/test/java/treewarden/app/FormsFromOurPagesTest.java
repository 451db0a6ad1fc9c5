package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.Permission;

/** What is done counts where a form of our own pages asks for it, of somebody who is signed in. */
class FormsFromOurPagesTest {
    private static final String REASON = "Please add a source,\nand <b>two</b> more examples.";

    @TempDir
    Path folder;

    private Doors doors;
    private Surfer browser;

    @BeforeEach
    void adaIsSignedIn() {
        doors = Doors.open(folder);
        browser = doors.surfer();
        browser.signIn("ada");
    }

    @AfterEach
    void close() {
        doors.close();
    }

    private Map<String, String> form(String token) {
        return Map.of("form-token", token, "what", REASON, "seen", "0123abc");
    }

    @Test
    void aFormWithItsTokenIsTaken() {
        var origin = "http://127.0.0.1:" + doors.surfer().port();
        assertThat(browser.post("/deed", form(browser.formToken()), "Origin", origin, "Sec-Fetch-Site", "same-origin")
                        .body())
                .contains("login=ada", "did Please add a source");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void aFormOfAnotherSiteIsNot(String header, String value) {
        var refused = browser.post("/deed", form(browser.formToken()), header, value);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body())
                .contains("sent by a page of another site", "and &lt;b&gt;two&lt;/b&gt; more examples.")
                .doesNotContain("action=\"/deed\"");
    }

    @Test
    void whoMaintainedAMinuteAgoCancelsNoReleaseAndKeepsWhatTheyTyped() {
        var cancel = Map.of("form-token", browser.formToken(), "reason", REASON);
        var maintained = browser.post("/releases/release-20261122/cancel", cancel);
        assertThat(maintained.status()).as("no such release").isEqualTo(409);

        doors.taxonomy.collaborator(doors.github.person("ada"), Permission.READ);
        doors.clock.advance(Duration.ofMinutes(1));
        assertThat(browser.get("/who").body()).as("by the page's own knowledge").isEqualTo("MAINTAINER ada");
        var refused = browser.post("/releases/release-20261122/cancel", cancel);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body())
                .contains("This is for maintainers")
                .contains("and &lt;b&gt;two&lt;/b&gt; more examples.</textarea>");
        assertThat(browser.get("/who").body()).as("from then on").isEqualTo("READER ada");
    }

    @Test
    void whileTheCodeHostIsSilentNobodyDecidesAndWhatTheyTypedIsKept() {
        doors.github.faults().next("GET", "/users/ada", GitHubFaults.serverError(502));

        var refused = browser.post(
                "/releases/release-20261122/cancel", Map.of("form-token", browser.formToken(), "reason", REASON));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("The code host could not be asked").contains("more examples.</textarea>");
        assertThat(browser.get("/who").body()).isEqualTo("MAINTAINER ada");
    }

    @Test
    void aFormWithoutTheTokenIsKeptAndSentOnceMore() {
        for (var token : new String[] {"", "wrong", "A".repeat(43)}) {
            var refused = browser.post("/deed?queue=mine", form(token));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body())
                    .contains("Send it once more", "action=\"/deed?queue=mine\"")
                    .contains("name=\"seen\" value=\"0123abc\"")
                    .contains("name=\"form-token\" value=\"" + browser.formToken() + "\"")
                    .contains("Please add a source,\nand &lt;b&gt;two&lt;/b&gt; more examples.</textarea>");
        }
    }

    @Test
    void theTokenOfAnotherSessionIsNone() {
        var other = doors.surfer();
        other.signIn("root");

        assertThat(browser.post("/deed", form(other.formToken())).status()).isEqualTo(403);
    }

    @Test
    void nothingTypedIsLostWhereTheSessionEndedMeanwhile() {
        var token = browser.formToken();
        doors.clock.advance(Duration.ofHours(13));

        var ended = browser.post("/deed", form(token));
        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.body())
                .contains("You are not signed in any more", "/login?next=%2Flogin%2Fdone\" target=\"_blank\"")
                .contains("more examples.</textarea>");

        var done = browser.get(browser.consent(browser.depart("/login?next=%2Flogin%2Fdone"), "ada"));
        assertThat(browser.get(done.location()).body()).contains("Close this window");

        // The page that stayed open sends what it keeps, with no token; the next one has it.
        assertThat(browser.post("/deed", form("")).body()).contains("Send it once more");
        assertThat(browser.post("/deed", form(browser.formToken())).body()).contains("did Please add a source");
    }

    @Test
    void whoNeverSignedInIsAskedTo() {
        var stranger = doors.surfer();

        assertThat(stranger.post("/deed", form("")).body()).contains("Sign in first", "more examples.</textarea>");
        assertThat(stranger.post("/logout", Map.of()).location()).isEqualTo("/");
    }

    @Test
    void aFormThatIsTooLongIsToldAsThat() {
        var form = Map.of("form-token", browser.formToken(), "what", "a ".repeat(1_000_000));

        var refused = browser.post("/deed", form);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body()).contains("This is too much at once", "make it shorter");
    }

    @Test
    void theRoleIsAskedOfTheVisitor() {
        var triager = doors.surfer();
        triager.signIn("bo");

        assertThat(triager.post("/deed", form(triager.formToken())).body()).isEqualTo("not for a TRIAGER");
    }

    @Test
    void theWebhookAndProgramsWithATokenNeedNoForm() {
        assertThat(browser.post("/webhook", Map.of(), "Origin", "https://evil.example")
                        .body())
                .isEqualTo("delivered");
        // A program is who its token says, never whose cookie happens to be there.
        assertThat(browser.post("/api/deed", Map.of(), "Authorization", doors.bearer())
                        .body())
                .isEqualTo("by null");
        assertThat(browser.post("/api/deed", Map.of(), "Authorization", "Bearer x")
                        .status())
                .isEqualTo(401);
        var without = browser.post("/api/deed", Map.of(), "Accept", "application/json");
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.body())
                .startsWith("{")
                .contains("\"title\":\"Send it once more\"")
                .doesNotContain("<");
        assertThat(browser.post("/deed", Map.of(), "Authorization", "Bearer x").status())
                .isEqualTo(403);
    }

    @Test
    void withoutTheDatabaseNobodyIsLetThrough() {
        doors.loseDatabase();

        assertThat(browser.post("/deed", form("x")).status()).isIn(500, 503);
        assertThat(browser.get("/who").body()).contains("Tell the operator");
    }
}

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
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.Permission;

/** From the link to sign in, over the code host, and back: and all the ways in which that is not taken. */
class SignInTest {
    @TempDir
    Path folder;

    private Doors doors;
    private Surfer browser;

    @BeforeEach
    void open() {
        doors = Doors.open(folder);
        browser = doors.surfer();
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void thePageLeadsToTheCodeHostAndBackToItself() {
        assertThat(browser.get("/?q=haiku").body()).contains("/login?next=%2F%3Fq%3Dhaiku\">Sign in</a>");

        var back = browser.get(browser.consent(browser.depart("/login?next=%2F%3Fq%3Dhaiku"), "bo"));

        assertThat(back.status()).isEqualTo(303);
        assertThat(back.location()).isEqualTo("/?q=haiku");
        assertThat(browser.get(back.location()).body())
                .contains("<b>bo</b>", "triager", "Sign out")
                .doesNotContain("/login");
        assertThat(doors.noted()).containsExactly("bo sign-in");
    }

    @ParameterizedTest
    @CsvSource({
        "root, ADMIN",
        "ada, MAINTAINER",
        "tess, MAINTAINER",
        "bo, TRIAGER",
        "cleo, READER",
        "dora, READER",
        "passer-by, READER"
    })
    void theRoleIsThatOfTheirCommands(String login, String role) {
        doors.github.person(login);
        browser.signIn(login);

        assertThat(browser.get("/who").body()).isEqualTo(role + " " + login);
    }

    @Test
    void aPermissionThatWasTakenAwayIsGoneWithinMinutes() {
        browser.signIn("ada");
        doors.taxonomy.collaborator(doors.github.person("ada"), Permission.READ);

        doors.clock.advance(Duration.ofMinutes(4));
        assertThat(browser.get("/who").body()).isEqualTo("MAINTAINER ada");
        doors.clock.advance(Duration.ofMinutes(1));
        assertThat(browser.get("/who").body()).isEqualTo("READER ada");

        doors.taxonomy.collaborator(doors.github.person("ada"), Permission.TRIAGE);
        doors.clock.advance(Duration.ofMinutes(5));
        assertThat(browser.get("/who").body()).isEqualTo("TRIAGER ada");
    }

    @Test
    void whoseRoleCannotBeFoundOutReads() {
        browser.signIn("ada");
        doors.clock.advance(Duration.ofMinutes(5));
        doors.github.faults().next("GET", "/users/ada", GitHubFaults.serverError(502));

        assertThat(browser.get("/who").body()).isEqualTo("READER ada");

        doors.clock.advance(Duration.ofMinutes(1));
        assertThat(browser.get("/who").body()).isEqualTo("MAINTAINER ada");
    }

    @Test
    void whoIsShutOutIsNobodyInParticular() {
        browser.signIn("ada");
        doors.github.suspend(doors.github.person("ada"));
        doors.clock.advance(Duration.ofMinutes(5));

        assertThat(browser.get("/who").body()).isEqualTo("READER ada");
    }

    @Test
    void theStateBelongsToOneBrowser() {
        var back = browser.consent(browser.depart("/login"), "ada");
        var another = doors.surfer();
        another.depart("/login");

        var refused = another.get(back);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("does not belong to a sign-in that began in this browser");
        assertThat(another.get("/who").body()).isEqualTo("READER nobody");
        assertThat(doors.surfer().get(back).status()).isEqualTo(400);
        assertThat(doors.github.requests().all()).noneMatch(it -> it.path().endsWith("access_token"));
    }

    @Test
    void whoNeverBeganKeepsNobodyFromSigningIn() {
        for (int i = 0; i < 40; i++) {
            assertThat(doors.surfer().get("/login/callback?code=x&state=y").status())
                    .isEqualTo(400);
        }

        assertThat(browser.signIn("ada").status()).isEqualTo(303);
    }

    @Test
    void whoFailsTooOftenIsNotListenedToAtTheirAddressBehindTheProxy() {
        for (int i = 0; i < 30; i++) {
            assertThat(comeBack(doors.surfer(), "made-up", "203.0.113.7").status())
                    .isEqualTo(400);
        }
        var asked = doors.github.requests().all().size();

        // What a stranger wrote before the proxy's own word is not believed.
        assertThat(comeBack(doors.surfer(), "made-up", "198.51.100.1, 203.0.113.7")
                        .body())
                .contains("Too many sign-ins failed from here");
        assertThat(doors.github.requests().all()).hasSize(asked);
        assertThat(comeBack(doors.surfer(), "made-up", "203.0.113.8").status()).isEqualTo(400);
        assertThat(browser.signIn("ada").status()).isEqualTo(303);
    }

    private static Surfer.Seen comeBack(Surfer who, String code, String address) {
        var state = Surfer.query(who.depart("/login")).get("state");
        return who.get("/login/callback?code=" + code + "&state=" + state, "X-Forwarded-For", address);
    }

    @Test
    void aWayBackIsWalkedOnce() {
        var back = browser.consent(browser.depart("/login"), "ada");
        var cookies = Map.copyOf(browser.cookies);
        assertThat(browser.get(back).status()).isEqualTo(303);

        assertThat(browser.get(back).status()).isEqualTo(400);

        // Even with the cookie that went, the code is spent.
        var thief = doors.surfer();
        thief.cookies.putAll(cookies);
        assertThat(thief.get(back).body()).contains("GitHub did not take it", "A code holds once");
        assertThat(thief.get("/who").body()).isEqualTo("READER nobody");
    }

    @Test
    void aCodeOfAnotherSignInIsNotTaken() {
        var theirs = doors.surfer();
        var code = Surfer.query("http://x" + theirs.consent(theirs.depart("/login"), "ada"))
                .get("code");
        var authorize = browser.depart("/login");
        var state = Surfer.query(authorize).get("state");

        var refused = browser.get("/login/callback?code=" + code + "&state=" + state);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("bad_verification_code");
        assertThat(Surfer.query(authorize)).containsEntry("code_challenge_method", "S256");
    }

    @Test
    void tenMinutesAreEnoughForTheWay() {
        var back = browser.consent(browser.depart("/login"), "ada");
        doors.clock.advance(Duration.ofMinutes(10));

        assertThat(browser.get(back).body()).contains("within the last ten minutes");
    }

    @Test
    void whoSaysNoIsNotSignedIn() {
        var no = browser.get(browser.consent(browser.depart("/login"), ""));

        assertThat(no.body()).contains("You said no on the code host");
        assertThat(browser.get("/who").body()).isEqualTo("READER nobody");
    }

    @Test
    void aCodeHostThatDoesNotAnswerIsToldAsThat() {
        var back = browser.consent(browser.depart("/login"), "ada");
        doors.github.faults().next("POST", "/ui/login/oauth/access_token", GitHubFaults.serverError(502));

        assertThat(browser.get(back).body()).contains("GitHub could not be asked who you are. Try again in a minute.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/%09/evil.example\t",
                "\\\\evil.example",
                "javascript:alert(1)",
                "/login?next=/login",
                "/logout",
                "/a\r\nSet-Cookie: x=y",
                "evil"
            })
    void theWayBackLeadsNowhereElse(String next) {
        var address = "/login?next=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8);

        var back = browser.get(browser.consent(browser.depart(address), "bo"));

        assertThat(back.location()).isEqualTo("/");
    }

    @Test
    void signingInChangesTheSessionAndEndsTheOneBefore() {
        browser.cookies.put("treewarden", "A".repeat(43));
        browser.signIn("bo");
        var first = browser.cookies.get("treewarden");
        assertThat(first).isNotEqualTo("A".repeat(43)).hasSize(43);

        browser.signIn("ada");

        assertThat(browser.cookies.get("treewarden")).isNotEqualTo(first);
        browser.cookies.put("treewarden", first);
        assertThat(browser.get("/who").body()).isEqualTo("READER nobody");
    }

    @Test
    void signingOutIsAButtonAndEndsTheSession() {
        browser.signIn("bo");
        var token = browser.formToken();
        var session = browser.cookies.get("treewarden");

        var byAddress = browser.get("/logout");
        assertThat(byAddress.status()).isEqualTo(405);
        assertThat(byAddress.header("allow")).isEqualTo("POST");
        assertThat(browser.get("/who").body()).isEqualTo("TRIAGER bo");

        assertThat(browser.post("/logout", Map.of("form-token", token)).location())
                .isEqualTo("/");
        assertThat(browser.cookies).isEmpty();
        browser.cookies.put("treewarden", session);
        assertThat(browser.get("/who").body()).isEqualTo("READER nobody");
        assertThat(doors.noted()).containsExactly("bo sign-in", "bo sign-out");
    }

    @Test
    void whoIsNotSeenForTwelveHoursIsSignedOut() {
        browser.signIn("bo");
        for (int i = 0; i < 3; i++) {
            doors.clock.advance(Duration.ofHours(11));
            assertThat(browser.get("/who").body()).isEqualTo("TRIAGER bo");
        }
        doors.clock.advance(Duration.ofHours(12));
        assertThat(browser.get("/who").body()).isEqualTo("READER nobody");
    }

    @Test
    void nobodyStaysForMoreThanAWeek() {
        browser.signIn("bo");
        for (int i = 0; i < 15; i++) {
            doors.clock.advance(Duration.ofHours(11));
            assertThat(browser.get("/who").body()).isEqualTo("TRIAGER bo");
        }
        doors.clock.advance(Duration.ofHours(3));
        assertThat(browser.get("/who").body()).isEqualTo("READER nobody");
    }

    @Test
    void whatIsKeptSignsNobodyIn() {
        browser.signIn("bo");

        assertThat(folder.resolve("doors.db").toFile())
                .content(java.nio.charset.StandardCharsets.ISO_8859_1)
                .doesNotContain(browser.cookies.get("treewarden"))
                .doesNotContain("ghu_");
    }
}

package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.Permission;
import treewarden.web.api.ApiScope;

/** Pages for everybody and pages for members; addresses with and without encryption. */
class WhoMayReadTest {
    @TempDir
    Path folder;

    @Test
    void everybodyReadsPublicPagesAndNobodyActsThere() {
        try (var doors = Doors.open(folder)) {
            var stranger = doors.surfer();

            assertThat(stranger.get("/").status()).isEqualTo(200);
            assertThat(stranger.get("/api/contributions").status()).isEqualTo(200);
            assertThat(stranger.post("/deed", Map.of()).status()).isEqualTo(401);
            assertThat(stranger.cookies).isEmpty();
        }
    }

    @Test
    void membersPagesAreForThoseWhoMayReadTheRepository() {
        try (var doors = Doors.forMembers(folder)) {
            var stranger = doors.surfer();
            for (var path : new String[] {"/", "/contributions/my-community/taxonomy/1", "/nothing", "/who"}) {
                assertThat(stranger.get(path).status()).as(path).isEqualTo(401);
            }
            assertThat(stranger.get("/").body()).contains("Sign in to read this", ">Sign in</a>");
            var refused = stranger.get("/api/contributions", "Accept", "application/json");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body())
                    .startsWith("{\"type\":\"about:blank\",\"title\":\"Sign in to read this\",\"status\":401");
            assertThat(stranger.get("/api/contributions", "Authorization", "Bearer x")
                            .status())
                    .isEqualTo(401);
            assertThat(stranger.get("/api/contributions", "Authorization", doors.bearer())
                            .status())
                    .isEqualTo(200);
            assertThat(stranger.get("/events", "Accept", "text/event-stream").body())
                    .startsWith("Sign in to read this.");
            assertThat(stranger.post("/webhook", Map.of()).body()).isEqualTo("delivered");

            stranger.signIn("dora");
            assertThat(stranger.get("/").status()).isEqualTo(403);
            assertThat(stranger.get("/").body()).contains("Ask one of its maintainers", "Sign out");

            doors.taxonomy.collaborator(doors.github.person("dora"), Permission.READ);
            doors.clock.advance(Duration.ofMinutes(5));
            assertThat(stranger.get("/").status()).isEqualTo(200);

            doors.clock.advance(Duration.ofMinutes(5));
            doors.github.faults().next("GET", "/users/dora", GitHubFaults.serverError(500));
            assertThat(stranger.get("/").body()).contains("The code host did not answer. Try again in a minute.");
        }
    }

    @Test
    void whoLostThePermissionKeepsWhatTheyTypedAndReadsNothingElse() {
        try (var doors = Doors.forMembers(folder)) {
            var member = doors.surfer();
            member.signIn("ada");
            var form = typed(member.formToken());
            doors.taxonomy.collaborator(doors.github.person("ada"), Permission.NONE);
            doors.clock.advance(Duration.ofMinutes(5));

            var refused = member.post("/deed?queue=mine", form);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body())
                    .contains("This is for those who may read the repository", "so nothing was done")
                    .contains("name=\"seen\" value=\"0123abc\"", "more examples.</textarea>")
                    .contains("action=\"/deed?queue=mine\"", ">Send again</button>")
                    .doesNotContain("my-community/taxonomy", "/contributions/", "hx-get");
            assertThat(member.post("/api/deed", form, "Accept", "application/json")
                            .body())
                    .as("to a program")
                    .startsWith("{\"type\":\"about:blank\",\"title\":\"This is not for you to read\",\"status\":403")
                    .doesNotContain("examples", "below");

            doors.taxonomy.collaborator(doors.github.person("ada"), Permission.MAINTAIN);
            doors.clock.advance(Duration.ofMinutes(5));
            assertThat(member.post("/deed?queue=mine", form).body())
                    .as("sent again once they are let in")
                    .contains("did Please add a source");
        }
    }

    @Test
    void whileTheCodeHostIsSilentWhatAMemberTypedIsKept() {
        try (var doors = Doors.forMembers(folder)) {
            var member = doors.surfer();
            member.signIn("ada");
            var form = typed(member.formToken());
            doors.clock.advance(Duration.ofMinutes(5));
            doors.github.faults().next("GET", "/users/ada", GitHubFaults.serverError(502));

            var refused = member.post("/deed", form);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body())
                    .contains("The code host could not be asked", "so nothing was done", "send it again in a minute")
                    .contains("more examples.</textarea>", ">Send again</button>");
            assertThat(member.get("/").status()).as("to read").isEqualTo(403);

            doors.clock.advance(Duration.ofMinutes(1));
            assertThat(member.post("/deed", form).body()).contains("did Please add a source");
        }
    }

    private static Map<String, String> typed(String token) {
        return Map.of("form-token", token, "seen", "0123abc", "what", "Please add a source,\nand two more examples.");
    }

    @Test
    void aTokenReadsWhatIsForMembersOnlyWithTheScopeToRead() {
        try (var doors = Doors.forMembers(folder)) {
            var program = doors.surfer();
            var operating = doors.bearer(ApiScope.OPERATE);
            for (var path : List.of("/api/contributions", "/api/jobs", "/api/tree", "/api/releases")) {
                var refused = program.get(path, "Authorization", operating);
                assertThat(refused.status()).as(path).isEqualTo(403);
                assertThat(refused.body()).contains("tokens with the scope `read`");
            }
            // What it is for, it still does: there is no such job.
            assertThat(program.post("/api/jobs/7/cancel", Map.of(), "Authorization", operating)
                            .status())
                    .isEqualTo(404);
            assertThat(program.get("/api/contributions", "Authorization", doors.bearer(ApiScope.READ))
                            .status())
                    .isEqualTo(200);
        }
        try (var doors = Doors.open(folder.resolve("public"))) {
            assertThat(doors.surfer()
                            .get("/api/contributions", "Authorization", doors.bearer(ApiScope.OPERATE))
                            .status())
                    .as("what everybody reads")
                    .isEqualTo(200);
        }
    }

    @Test
    void overHttpsTheCookiesAreOfThisVeryHost() {
        try (var doors = Doors.knownAs(folder, "https://triage.example")) {
            var browser = doors.surfer();
            var begun = browser.get("/login");
            assertThat(begun.header("set-cookie"))
                    .matches("__Host-treewarden-sign-in=[^;]+; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax");
            assertThat(begun.header("strict-transport-security")).startsWith("max-age=");
            assertThat(Surfer.query(begun.location()))
                    .containsEntry("redirect_uri", "https://triage.example/login/callback");

            var back = browser.get(browser.consent(begun.location(), "ada"));

            assertThat(back.header("set-cookie"))
                    .contains("__Host-treewarden-sign-in=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")
                    .containsPattern("__Host-treewarden=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; Secure; HttpOnly;"
                            + " SameSite=Lax");
            assertThat(browser.post(
                                    "/deed",
                                    Map.of("form-token", browser.formToken(), "what", "well"),
                                    "Origin",
                                    "https://triage.example")
                            .body())
                    .endsWith("did well");
            // A cookie of the plain name is not looked at.
            browser.cookies.put("treewarden", browser.cookies.remove("__Host-treewarden"));
            assertThat(browser.get("/who").body()).isEqualTo("READER nobody");
        }
    }

    @Test
    void withoutHttpsTheyHaveAnotherName() {
        try (var doors = Doors.open(folder)) {
            var begun = doors.surfer().get("/login");

            assertThat(begun.header("set-cookie"))
                    .matches("treewarden-sign-in=[^;]+; Path=/; Max-Age=600; HttpOnly; SameSite=Lax");
            assertThat(begun.headers()).doesNotContainKey("strict-transport-security");
        }
    }
}

package treewarden.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppAccessTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theAppIsKnownByItsSignedToken() {
        var app = stage.app().get("/app").json();

        assertThat(app.path("id").asInt()).isEqualTo(7);
        assertThat(app.path("slug").asText()).isEqualTo("treewarden");
        assertThat(app.at("/permissions/checks").asText()).isEqualTo("write");
    }

    @Test
    void aTokenThatIsForgedExpiredFromTheFutureOrTooLongIsRefusedInGitHubsWords() {
        assertThat(stage.anonymous().get("/app").json().path("message").asText())
                .isEqualTo("A JSON web token could not be decoded");
        var forged = stage.anonymous()
                .with("Authorization", "Bearer e30.eyJpc3MiOiI3In0.AAAA")
                .get("/app");
        assertThat(forged.status()).isEqualTo(401);
        assertThat(stage.app(Duration.ofMinutes(-20), Duration.ofMinutes(-10), "7")
                        .get("/app")
                        .text())
                .contains("'Expiration time' claim");
        assertThat(stage.app(Duration.ofMinutes(5), Duration.ofMinutes(9), "7")
                        .get("/app")
                        .text())
                .contains("'Issued at' claim");
        assertThat(stage.app(Duration.ZERO, Duration.ofMinutes(30), "7")
                        .get("/app")
                        .text())
                .contains("too far in the future");
        assertThat(stage.app(Duration.ZERO, Duration.ofMinutes(9), "8")
                        .get("/app")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anInstallationTokenLivesAnHour() {
        var installation = stage.installation();

        assertThat(installation
                        .get("/installation/repositories")
                        .json()
                        .at("/repositories/0/full_name")
                        .asText())
                .isEqualTo("instructlab/taxonomy");

        stage.clock.advance(Duration.ofMinutes(61));

        var late = installation.get("/installation/repositories");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.json().path("message").asText()).isEqualTo("Bad credentials");
    }

    @Test
    void aRevokedTokenIsWorthNothing() {
        var installation = stage.installation();
        stage.github.revokeTokens();

        assertThat(installation.get("/repos/instructlab/taxonomy").status()).isEqualTo(401);
    }

    @Test
    void aRepositoryTakenOutOfTheInstallationCannotBeWrittenTo() {
        stage.pull();
        var installation = stage.installation();
        stage.repository.uninstall(stage.bob);

        var refused = installation.post("/repos/instructlab/taxonomy/issues/1/comments", "{\"body\":\"Hello\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("message").asText()).isEqualTo("Resource not accessible by integration");
        assertThat(stage.app().get("/repos/instructlab/taxonomy/installation").status())
                .isEqualTo(404);
    }

    @Test
    void whatDoesNotExistIsNotFoundInGitHubsForm() {
        for (var path :
                new String[] {"/repos/instructlab/none", "/nothing/at/all", "/repos/instructlab/taxonomy/pulls/9"}) {
            var reply = stage.anonymous().get(path);

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().path("message").asText()).isEqualTo("Not Found");
            assertThat(reply.json().path("status").asText()).isEqualTo("404");
            assertThat(reply.json().has("documentation_url")).isTrue();
        }
    }

    @Test
    void whoHasTheCopyAlreadyIsToldSoAndNotCounted() {
        var installation = stage.installation();
        var first = installation.get("/repos/instructlab/taxonomy");
        var again = installation.with("If-None-Match", first.header("ETag")).get("/repos/instructlab/taxonomy");

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("X-RateLimit-Remaining")).isEqualTo(first.header("X-RateLimit-Remaining"));
    }

    @Test
    void theHourlyLimitEndsAndBeginsAnew() {
        stage.github.rateLimit(2);
        var ada = stage.as(stage.ada);

        assertThat(ada.get("/user").header("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(ada.get("/user").status()).isEqualTo(200);
        var refused = ada.get("/user");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(refused.header("X-RateLimit-Reset")))
                .isEqualTo(stage.clock.instant().plus(Duration.ofHours(1)).getEpochSecond());

        stage.clock.advance(Duration.ofMinutes(61));

        assertThat(ada.get("/user").status()).isEqualTo(200);
    }

    @Test
    void permissionsAreToldByBothOfGitHubsWords() {
        var http = stage.installation();
        var path = "/repos/instructlab/taxonomy/collaborators/";

        var bob = http.get(path + "bob/permission").json();
        assertThat(bob.path("permission").asText()).isEqualTo("write");
        assertThat(bob.path("role_name").asText()).isEqualTo("maintain");
        assertThat(http.get(path + "ada/permission").json().path("permission").asText())
                .isEqualTo("read");
        assertThat(http.get(path + "nobody/permission").status()).isEqualTo(404);
        stage.github.team("instructlab", "triagers", stage.ada);
        assertThat(http.get("/orgs/instructlab/teams/triagers/memberships/ada")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("active");
        assertThat(http.get("/orgs/instructlab/teams/triagers/memberships/bob").status())
                .isEqualTo(404);
    }
}

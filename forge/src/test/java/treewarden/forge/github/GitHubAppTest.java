package treewarden.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static treewarden.forge.github.ScriptedGitHub.TAXONOMY;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.domain.Person;
import treewarden.domain.Repository;
import treewarden.forge.ForgeException;
import treewarden.forge.Identity;
import treewarden.forge.Permission;

/** Who we are, where we may be, and who may do what there. */
class GitHubAppTest {
    private static final String HEAD = "0123456789abcdef0123456789abcdef01234567";

    private static final String REPO = "/repos/instructlab/taxonomy";

    private static final Person ALICE = new Person(3, "alice");

    private final ScriptedGitHub github = new ScriptedGitHub();

    @AfterEach
    void hangUp() {
        github.close();
    }

    @ParameterizedTest
    @CsvSource({
        "admin, admin, ADMIN",
        "write, maintain, MAINTAIN",
        "write, write, WRITE",
        "read, triage, TRIAGE",
        "read, read, READ",
        "none, , NONE",
        "write, house-made-role, WRITE"
    })
    void aPermissionIsReadWithItsRole(String permission, String role, Permission expected) {
        github.says(
                200,
                "{\"permission\": \"%s\", \"role_name\": %s, \"user\": {\"id\": 3, \"login\": \"alice\"}}"
                        .formatted(permission, role == null ? "null" : "\"" + role + "\""));
        assertThat(github.taxonomy().permission(ALICE)).isEqualTo(expected);
        assertThat(github.asked()).containsExactly("GET " + REPO + "/collaborators/alice/permission");
    }

    @Test
    void aLoginThatSomebodyElseRegisteredGivesNothing() {
        github.says(200, "{\"permission\": \"admin\", \"user\": {\"id\": 4, \"login\": \"alice\"}}");
        assertThatThrownBy(() -> github.taxonomy().permission(ALICE))
                .isInstanceOf(ForgeException.Missing.class)
                .hasMessageContaining("\"alice\" belongs to another account than the one with the id 3");
    }

    @Test
    void aPermissionThatCannotBeReadIsNoPermission() {
        github.says(200, "{\"permission\": \"admin\"}")
                .says(200, "{\"permission\": \"owner\", \"user\": {\"id\": 3, \"login\": \"alice\"}}");
        var taxonomy = github.taxonomy();
        assertThatThrownBy(() -> taxonomy.permission(ALICE)).isInstanceOf(ForgeException.class);
        assertThatThrownBy(() -> taxonomy.permission(ALICE)).isInstanceOf(ForgeException.Transient.class);
    }

    @Test
    void aLoginCannotLeadToAnotherAddress() {
        github.says(404, "{}");
        assertThatThrownBy(() -> github.taxonomy().permission(new Person(3, "../x?y#z")))
                .isInstanceOf(ForgeException.Missing.class);
        assertThat(github.asked()).containsExactly("GET " + REPO + "/collaborators/..%2Fx%3Fy%23z/permission");
    }

    @Test
    void weKnowWhoWeAreAfterAskingOnce() {
        github.says(200, "{\"id\": 42, \"slug\": \"treewarden\", \"name\": \"Treewarden\"}");
        github.says(200, "[{\"id\": 7, \"suspended_at\": null}]");
        github.says(200, "{\"id\": 900, \"login\": \"treewarden[bot]\", \"type\": \"Bot\"}");
        var forge = github.forge();
        assertThat(forge.self()).isEqualTo(new Identity(42, new Person(900, "treewarden[bot]")));
        assertThat(forge.self().bot().id()).isEqualTo(900);
        assertThat(github.asked()).hasSize(3).last().isEqualTo("GET /users/treewarden%5Bbot%5D");
    }

    @Test
    void anAppThatIsNotInstalledSaysWhatToDo() {
        github.says(200, "{\"id\": 42, \"slug\": \"treewarden\"}");
        github.says(200, "[]");
        assertThatThrownBy(() -> github.forge().self())
                .isInstanceOf(ForgeException.Missing.class)
                .hasMessageContaining("install it on the taxonomy repository");
    }

    @Test
    void repositoriesAreThoseOfTheInstallationsThatAreNotSuspended() {
        github.says(200, "[{\"id\": 7}, {\"id\": 8, \"suspended_at\": \"2026-11-01T00:00:00Z\"}]");
        github.says(200, """
                {"total_count": 2, "repositories": [
                  {"id": 11, "name": "taxonomy", "full_name": "instructlab/taxonomy", "owner": {"login": "instructlab"}},
                  {"id": 12, "name": "other", "full_name": "instructlab/other", "owner": {"login": "instructlab"}}]}""");
        var forge = GitHub.connect(github.config(Set.of("InstructLab/Taxonomy")), new OkHttpClient(), github.clock);
        assertThat(forge.repositories()).containsExactly(TAXONOMY);
    }

    @Test
    void aServerOfOnesOwnHasItsApiBelowAPath() {
        github.says(200, "[]").says(200, "{\"name\": \"main\", \"commit\": {\"sha\": \"%s\"}}".formatted(HEAD));
        var config = new GitHubConfig(
                URI.create(github.url("api/v3")), ScriptedGitHub.APP, Keys.pkcs8(), GitHubConfig.ONE_SECOND, Set.of());
        var taxonomy = GitHub.connect(config, new OkHttpClient(), github.clock).in(TAXONOMY);
        taxonomy.labels(5);
        taxonomy.head("main");
        assertThat(github.asked())
                .containsExactly(
                        "GET /api/v3" + REPO + "/issues/5/labels?per_page=100",
                        "GET /api/v3" + REPO + "/branches/main");
    }

    @Test
    void aRepositoryThatTheOperatorDidNotListIsRefusedWithoutAsking() {
        var forge = GitHub.connect(github.config(Set.of("instructlab/taxonomy")), new OkHttpClient(), github.clock);
        var other = new Repository(12, "instructlab", "other", 7);
        assertThat(forge.serves(TAXONOMY)).isTrue();
        assertThat(forge.serves(other)).isFalse();
        assertThatThrownBy(() -> forge.in(other))
                .isInstanceOfSatisfying(
                        ForgeException.Forbidden.class,
                        refused -> assertThat(refused.why()).isEqualTo(ForgeException.Forbidden.Why.ALLOW_LIST));
        assertThat(forge.writeSpacing()).isEqualTo(Duration.ZERO);
    }
}

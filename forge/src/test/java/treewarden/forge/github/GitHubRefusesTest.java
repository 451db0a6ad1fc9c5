package treewarden.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Repository;
import treewarden.forge.ForgeException;
import treewarden.forge.ForgeException.Forbidden;
import treewarden.forge.ForgeException.RateLimited;

/** What a refusal of GitHub means: a limit, a missing permission, nothing there, a mistake of ours, trouble of its own. */
class GitHubRefusesTest {
    private static final String REPO = "/repos/instructlab/taxonomy";

    private final ScriptedGitHub github = new ScriptedGitHub();

    @AfterEach
    void hangUp() {
        github.close();
    }

    @Test
    void thePrimaryLimitHoldsUntilItsReset() {
        var reset = github.clock.instant().plusSeconds(1800);
        github.says(refusal(403)
                .addHeader("X-RateLimit-Remaining", "0")
                .addHeader("X-RateLimit-Reset", reset.getEpochSecond()));
        assertThat(limit().notBefore()).isEqualTo(reset.plusSeconds(1));
    }

    @Test
    void aWaitThatGitHubNamesIsKept() {
        github.says(refusal(403).addHeader("Retry-After", "5"));
        assertThat(limit().notBefore()).isEqualTo(in(5));
        github.says(refusal(429).addHeader("Retry-After", "120"));
        assertThat(limit().notBefore()).isEqualTo(in(120));
    }

    @Test
    void aWaitThatIsNamedAsADateIsKept() {
        github.says(refusal(429).addHeader("Retry-After", rfc(in(90))));
        assertThat(limit().notBefore()).isEqualTo(in(90));
    }

    @Test
    void aLimitWithoutAWaitHoldsForAMinute() {
        github.says(403, "{\"message\": \"You have exceeded a Secondary Rate limit.\"}");
        assertThat(limit().notBefore()).isEqualTo(in(60));
        github.says(refusal(403).addHeader("gh-limited-by", "search-elapsed-time-shared-grouped"));
        assertThat(limit().notBefore()).isEqualTo(in(60));
        github.says(429, "");
        assertThat(limit().notBefore()).isEqualTo(in(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "99999999999999", ""})
    void aWaitThatMakesNoSenseIsBounded(String retryAfter) {
        github.says(refusal(429).addHeader("Retry-After", retryAfter));
        assertThat(limit().notBefore()).isBetween(in(1), in(3660));
    }

    @Test
    void aLimitDuringACallOfTheLibraryIsTheSame() {
        github.says(refusal(429).addHeader("Retry-After", "5"));
        assertThatThrownBy(() -> github.taxonomy().head("main")).isInstanceOf(RateLimited.class);
        github.says(refusal(403).addHeader("X-RateLimit-Remaining", "0"));
        assertThatThrownBy(() -> github.taxonomy().defaultBranch()).isInstanceOf(RateLimited.class);
        assertThat(github.asked()).as("nothing is repeated").hasSize(2);
    }

    @Test
    void aMissingPermissionIsNoLimit() {
        github.says(403, "{\"message\": \"Resource not accessible by integration\"}");
        var forbidden =
                catchThrowableOfType(Forbidden.class, () -> github.taxonomy().labels(5));
        assertThat(forbidden.why()).isEqualTo(Forbidden.Why.PERMISSION);
        assertThat(forbidden)
                .hasMessage("GitHub answered 403 to GET " + REPO + "/issues/5/labels: Resource not accessible by"
                        + " integration. Check the permissions of the GitHub App");
    }

    @ParameterizedTest
    @CsvSource({"This installation has been suspended, SUSPENDED", "Repository was archived so is read-only., ARCHIVED"
    })
    void whatOnlyTheOwnerCanEndIsToldApart(String words, Forbidden.Why why) {
        github.says(403, "{\"message\": \"%s\"}".formatted(words));
        var forbidden =
                catchThrowableOfType(Forbidden.class, () -> github.taxonomy().labels(5));
        assertThat(forbidden.why()).isEqualTo(why);
    }

    @Test
    void afterALimitNothingIsSentForTheInstallationAndOthersGoOn() {
        var forge = github.forge();
        github.says(refusal(403).addHeader("Retry-After", "5"));
        assertThatThrownBy(() -> forge.in(ScriptedGitHub.TAXONOMY).labels(5)).isInstanceOf(RateLimited.class);

        assertThatThrownBy(() -> forge.in(ScriptedGitHub.TAXONOMY).pullRequest(5))
                .isInstanceOfSatisfying(
                        RateLimited.class,
                        limit -> assertThat(limit.notBefore()).isEqualTo(in(5)));
        assertThat(github.asked()).hasSize(1);
        github.says(200, "[]");
        assertThat(forge.in(new Repository(12, "elsewhere", "taxonomy", 8)).labels(5))
                .isEmpty();

        github.clock.advance(Duration.ofSeconds(5));
        github.says(200, "[]");
        assertThat(forge.in(ScriptedGitHub.TAXONOMY).labels(5)).isEmpty();
    }

    @Test
    void aLimitWithoutAWordHowLongDoublesEachTimeUntilSomethingIsAnswered() {
        var forge = github.forge();
        for (var seconds : List.of(60, 120, 240)) {
            github.says(429, "{\"message\": \"slow down\"}");
            assertThatThrownBy(() -> forge.in(ScriptedGitHub.TAXONOMY).labels(5))
                    .isInstanceOfSatisfying(
                            RateLimited.class,
                            limit -> assertThat(limit.notBefore()).isEqualTo(in(seconds)));
            github.clock.advance(Duration.ofSeconds(seconds));
        }
        github.says(200, "[]").says(429, "{}");
        assertThat(forge.in(ScriptedGitHub.TAXONOMY).labels(5)).isEmpty();
        assertThatThrownBy(() -> forge.in(ScriptedGitHub.TAXONOMY).labels(5))
                .isInstanceOfSatisfying(
                        RateLimited.class,
                        limit -> assertThat(limit.notBefore()).isEqualTo(in(60)));
    }

    @Test
    void theLastRequestOfTheHourIsNotFollowedByOneThatIsRefused() {
        var forge = github.forge();
        github.says(new MockResponse.Builder()
                .body("[]")
                .addHeader("X-RateLimit-Remaining", "0")
                .addHeader("X-RateLimit-Reset", Long.toString(in(100).getEpochSecond())));
        assertThat(forge.in(ScriptedGitHub.TAXONOMY).labels(5)).isEmpty();
        assertThatThrownBy(() -> forge.in(ScriptedGitHub.TAXONOMY).labels(5))
                .isInstanceOfSatisfying(
                        RateLimited.class,
                        limit -> assertThat(limit.notBefore()).isEqualTo(in(101)));
        assertThat(github.asked()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsMissing() {
        github.says(404, "{\"message\": \"Not Found\"}").says(410, "");
        assertThatThrownBy(() -> github.taxonomy().pullRequest(5))
                .isInstanceOf(ForgeException.Missing.class)
                .hasMessage("GitHub answered 404 to GET " + REPO + "/pulls/5: Not Found");
        assertThatThrownBy(() -> github.taxonomy().pullRequest(5)).isInstanceOf(ForgeException.Missing.class);
    }

    @Test
    void whatGitHubDoesNotAcceptIsToldInItsWords() {
        github.says(422, """
                {"message": "Validation Failed",
                 "errors": [{"resource": "Issue", "field": "body", "code": "missing_field"}, "too \\u202e long"]}""");
        assertThatThrownBy(() -> github.taxonomy().createComment(5, ""))
                .isInstanceOf(ForgeException.Invalid.class)
                .hasMessage("GitHub answered 422 to POST " + REPO + "/issues/5/comments: Validation Failed"
                        + " (Issue body missing_field; too \\u{202e} long)");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void aServerInTroubleIsTransientAndNotAskedAgainHere(int status) {
        github.says(status, "<html>Unicorn</html>");
        assertThatThrownBy(() -> github.taxonomy().createComment(5, "hello"))
                .isInstanceOf(ForgeException.Transient.class)
                .hasMessage("GitHub answered " + status + " to POST " + REPO + "/issues/5/comments");
        assertThat(github.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>Unicorn</html>", "[{\"name\": ", "{\"message\": \"odd\"}", "null", "[] []", "[{}]"})
    void anAnswerThatMakesNoSenseIsTransient(String body) {
        github.says(200, body).says(200, body);
        assertThatThrownBy(() -> github.taxonomy().labels(5)).isInstanceOf(ForgeException.Transient.class);
        assertThatThrownBy(() -> github.taxonomy().head("main")).isInstanceOf(ForgeException.Transient.class);
    }

    private RateLimited limit() {
        return catchThrowableOfType(RateLimited.class, () -> github.taxonomy().labels(5));
    }

    private Instant in(long seconds) {
        return github.clock.instant().plusSeconds(seconds);
    }

    private static MockResponse.Builder refusal(int status) {
        return new MockResponse.Builder().code(status).body("{\"message\": \"no\"}");
    }

    private static String rfc(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}

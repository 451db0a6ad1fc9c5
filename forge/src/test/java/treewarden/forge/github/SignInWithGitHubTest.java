package treewarden.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.Person;
import treewarden.domain.Secret;
import treewarden.forge.ForgeException;

/** A code becomes a person, and nothing else is left of it. */
class SignInWithGitHubTest {
    private static final String CODE = "0123456789abcdef0123";
    private static final String TOKEN = "{\"access_token\": \"ghu_x\", \"token_type\": \"bearer\", \"scope\": \"\"}";

    private final ScriptedGitHub github = new ScriptedGitHub();
    private final SignInWithGitHub signIn = SignInWithGitHub.at(
            URI.create(github.url("api")),
            URI.create(github.url("")),
            new SignInWithGitHub.Client(
                    "Iv1.8", Secret.of("the secret"), URI.create("https://triage.example/login/callback")),
            new OkHttpClient(),
            Clock.systemUTC());

    @AfterEach
    void hangUp() {
        github.close();
    }

    @Test
    void theStartNamesTheAppTheWayBackAndTheChallenge() {
        assertThat(signIn.start("a+state", "a-challenge"))
                .hasToString(github.url("login/oauth/authorize")
                        + "?client_id=Iv1.8&redirect_uri=https%3A%2F%2Ftriage.example%2Flogin%2Fcallback&state=a%2Bstate"
                        + "&code_challenge=a-challenge&code_challenge_method=S256");
    }

    @Test
    void theCodeIsExchangedAndTheTokenAskedWhoItIs() {
        github.says(200, TOKEN).says(200, "{\"id\": 3, \"login\": \"alice\", \"type\": \"User\"}");

        assertThat(signIn.person(CODE, "the-verifier")).isEqualTo(new Person(3, "alice"));

        assertThat(github.asked()).containsExactly("POST /login/oauth/access_token", "GET /api/user");
        assertThat(github.signedWith()).containsExactly("null", "Bearer ghu_x");
    }

    @Test
    void theSecretAndTheVerifierGoInTheBody() {
        github.says(200, "{\"error\": \"bad_verification_code\", \"error_description\": \"incorrect or expired\"}");

        assertThatThrownBy(() -> signIn.person(CODE, "the-verifier"))
                .isInstanceOf(ForgeException.Invalid.class)
                .hasMessageContaining("\"bad_verification_code\": incorrect or expired")
                .hasMessageNotContaining("the secret");
        assertThat(github.lastBody())
                .contains("client_secret=the+secret", "code=" + CODE, "code_verifier=the-verifier");
    }

    @Test
    void theClientIsAcceptedWhereOnlyTheCodeIsRefused() {
        github.says(200, "{\"error\": \"bad_verification_code\"}")
                .says(200, "{\"error\": \"incorrect_client_credentials\"}")
                .says(404, "{\"message\": \"Not Found\"}")
                .says(200, "{\"error\": \"redirect_uri_mismatch\"}");

        assertThat(signIn.tryClient()).isEqualTo(SignInWithGitHub.Accepted.YES);
        assertThat(signIn.tryClient()).isEqualTo(SignInWithGitHub.Accepted.NO);
        assertThat(signIn.tryClient()).isEqualTo(SignInWithGitHub.Accepted.NO);
        assertThatThrownBy(signIn::tryClient).hasMessageContaining("redirect_uri_mismatch");
    }

    @Test
    void whatIsNoCodeIsNotSent() {
        for (var code : new String[] {"", "short", "../../user/keys", "a".repeat(300)}) {
            assertThatThrownBy(() -> signIn.person(code, "v")).isInstanceOf(ForgeException.Invalid.class);
        }
        assertThat(github.asked()).isEmpty();
    }

    @Test
    void aProgramDoesNotSignIn() {
        github.says(200, TOKEN).says(200, "{\"id\": 4, \"login\": \"helper[bot]\", \"type\": \"Bot\"}");

        assertThatThrownBy(() -> signIn.person(CODE, "v")).hasMessageContaining("only people sign in");
    }

    @Test
    void anAnswerWithoutATokenIsPassingTrouble() {
        github.says(200, "{\"scope\": \"\"}");

        assertThatThrownBy(() -> signIn.person(CODE, "v")).isInstanceOf(ForgeException.Transient.class);
    }
}

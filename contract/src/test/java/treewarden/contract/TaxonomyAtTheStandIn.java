package treewarden.contract;

import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;
import treewarden.domain.Secret;
import treewarden.forge.Forge;
import treewarden.forge.github.GitHub;
import treewarden.forge.github.GitHubConfig;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;

/** A stand-in GitHub with a taxonomy that alice contributes to, and everything that passes between it and us written down. */
final class TaxonomyAtTheStandIn implements AutoCloseable {
    static final long APP = 42;
    private static final KeyPair KEY = key();

    final StandInGitHub standIn = StandInGitHub.start(
            GitHubOptions.defaults().withApp(APP, "treewarden").withAppKey((RSAPublicKey) KEY.getPublic()));
    final Eavesdropper ear = new Eavesdropper();
    final Person maintainer = standIn.person("maintainer");
    final Person alice = standIn.person("alice");
    final Repository repository = standIn.repository("instructlab", "taxonomy");

    TaxonomyAtTheStandIn() {
        repository.commit("main", Map.of("README.md", Change.write("# Taxonomy\n")), maintainer, "Begin");
    }

    PullRequest contribute() {
        return repository.contribute(
                alice,
                "A haiku",
                "About frogs",
                Map.of("compositional_skills/haiku/qna.yaml", Change.write("version: 3\n")));
    }

    /** @param repositories those that the operator allows; none for all */
    Forge forge(String... repositories) {
        var config =
                new GitHubConfig(URI.create(standIn.url()), APP, Secret.of(pem()), Duration.ZERO, Set.of(repositories));
        return GitHub.connect(config, overheard(), Clock.systemUTC());
    }

    OkHttpClient overheard() {
        return new OkHttpClient.Builder().addInterceptor(ear).build();
    }

    @Override
    public void close() {
        standIn.close();
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEY.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair key() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }
}

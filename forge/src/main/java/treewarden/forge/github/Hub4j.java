package treewarden.forge.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;
import treewarden.forge.ForgeException;

/**
 * {@code github-api} on our {@link Wire}. The wire signs, bounds and judges every answer before the library sees it, and
 * throws what the library knows nothing of: so its own waiting for rate limits, sending again and following of
 * redirects never begins.
 */
final class Hub4j implements GitHubConnector {
    private final Wire wire;
    private final Credential credential;

    private Hub4j(Wire wire, Credential credential) {
        this.wire = wire;
        this.credential = credential;
    }

    static GitHub client(Wire wire, Credential credential) {
        try {
            return new GitHubBuilder()
                    .withEndpoint(withoutLastSlash(wire.api()))
                    .withConnector(new Hub4j(wire, credential))
                    // Never reached; the library's own choice would be to sleep.
                    .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                    .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("a client is made without asking anybody", e);
        }
    }

    /**
     * Asks the library something. What it throws about an answer is passing trouble; an answer of another form than it
     * expects ends in any kind of exception there.
     */
    static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (ForgeException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Without the cause's message, which quotes the answer.
            throw new ForgeException.Transient(
                    "GitHub's answer is not the JSON that it should be ("
                            + e.getClass().getSimpleName() + ")",
                    null);
        }
    }

    interface Question<T> {
        T ask() throws IOException;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest asked) throws IOException {
        var request = new Request.Builder()
                .url(asked.url())
                .header("Accept", asked.header("Accept"))
                .method(asked.method(), body(asked))
                .build();
        return new Answer(asked, wire.send(request, credential, Rest.LARGEST_ANSWER));
    }

    private static @Nullable RequestBody body(GitHubConnectorRequest asked) throws IOException {
        if (!asked.hasBody()) {
            return null;
        }
        try (var in = asked.body()) {
            return new Rest.SentOnce(MediaType.parse(asked.contentType()), in.readAllBytes());
        }
    }

    private static String withoutLastSlash(HttpUrl url) {
        var text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** A reply in the shape that the library expects. */
    private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {
        private final byte[] body;

        Answer(GitHubConnectorRequest request, Reply reply) {
            super(request, reply.status(), reply.headers().toMultimap());
            this.body = reply.body();
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}

package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** A refusal in GitHub's form. */
public final class GitHubError extends RuntimeException {

    private static final String DOCUMENTATION = "https://docs.github.com/rest";

    private final int status;
    private final Optional<ObjectNode> detail;

    private GitHubError(int status, String message, Optional<ObjectNode> detail) {
        super(message);
        this.status = status;
        this.detail = detail;
    }

    static GitHubError of(int status, String message) {
        return new GitHubError(status, message, Optional.empty());
    }

    static GitHubError notFound() {
        return of(404, "Not Found");
    }

    /** A request that says something GitHub does not accept. */
    static GitHubError unprocessable(String message) {
        return of(422, message);
    }

    /** A field of a resource that GitHub does not accept, with the error list of its validation answers. */
    static GitHubError invalid(String resource, String field, String code) {
        var detail = Json.object().put("resource", resource).put("field", field).put("code", code);
        return new GitHubError(422, "Validation Failed", Optional.of(detail));
    }

    static GitHubError invalid(String resource, String field, String code, String message) {
        var detail = Json.object()
                .put("resource", resource)
                .put("field", field)
                .put("code", code)
                .put("message", message);
        return new GitHubError(422, "Validation Failed", Optional.of(detail));
    }

    public int status() {
        return status;
    }

    Answer answer() {
        var body = Json.object().put("message", getMessage());
        detail.ifPresent(error -> body.putArray("errors").add(error));
        body.put("documentation_url", DOCUMENTATION).put("status", Integer.toString(status));
        return Answer.json(status, body);
    }

    /** Faults that look like GitHub's own refusals, for {@code StandInGitHub.faults()}. */
    static Answer refusal(int status, String message, Map<String, String> headers) {
        return of(status, message).answer().headers(headers);
    }
}

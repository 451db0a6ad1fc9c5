package treewarden.sandbox.hub;

import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** A refusal, as the Hub words it: in the body, and in the headers by which its clients know it. */
final class HubError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    private HubError(int status, String code, String message) {
        super(message);
        var plain = Answer.json(status, Json.object().put("error", message)).header("X-Error-Message", message);
        this.answer = code.isEmpty() ? plain : plain.header("X-Error-Code", code);
    }

    Answer answer() {
        return answer;
    }

    static HubError of(int status, String message) {
        return new HubError(status, "", message);
    }

    /** What somebody without a right token hears of private and of missing repositories alike. */
    static HubError hidden() {
        return of(401, "Invalid username or password.");
    }

    static HubError wrongToken() {
        return of(401, "Invalid credentials in Authorization header");
    }

    static HubError noRepository() {
        return new HubError(404, "RepoNotFound", "Repository not found");
    }

    static HubError noRevision(String revision) {
        return new HubError(404, "RevisionNotFound", "Invalid rev id: " + revision);
    }

    static HubError noEntry(String path) {
        return new HubError(404, "EntryNotFound", "Entry not found: " + path.replaceAll("[^ -~]", "?"));
    }
}

package treewarden.contract;

import java.util.List;

/**
 * A violation that is right as it is, and why. One that no longer happens fails the test too, so that the list stays
 * true.
 *
 * @param message a part of the validator's message
 */
record KnownViolation(String endpoint, int status, String message, String reason) {
    static final List<KnownViolation> ALL = List.of(
            new KnownViolation(
                    "GET /app/installations",
                    200,
                    "[Path '/0/account'] Object has missing required properties ([\"created_at\",\"name\",\"slug\","
                            + "\"updated_at\"])",
                    "an account is a user or an enterprise; the validator reads this anyOf as an allOf and wants both"),
            new KnownViolation(
                    "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
                    404,
                    "Response status 404 not defined",
                    "GitHub answers so when the comment was deleted, though it does not say so"),
            new KnownViolation(
                    "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
                    404,
                    "No response body is expected but one was found",
                    "GitHub says why in every 404, also where its description leaves the words out"),
            new KnownViolation(
                    "GET /repos/instructlab/taxonomy/branches/release/1.0",
                    200,
                    "No API path found that matches request",
                    "GitHub takes a branch's name with its slashes, which a path of OpenAPI cannot say"));

    boolean covers(Violation violation) {
        return violation.endpoint().equals(endpoint)
                && violation.status() == status
                && violation.message().contains(message);
    }
}

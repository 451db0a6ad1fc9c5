package treewarden.sandbox.github;

import java.time.Instant;

/**
 * A comment of a review on lines of a file.
 *
 * @param review the review that brought it
 * @param commitSha at which it was made
 * @param hunk the lines of the difference that it stands on
 * @param firstLine counted from 1 at that commit
 * @param reads what the lines read at that commit; it is outdated once they read otherwise
 */
public record ReviewComment(
        long id,
        long review,
        Person author,
        String body,
        String commitSha,
        String path,
        int firstLine,
        int lastLine,
        String hunk,
        String reads,
        Instant createdAt) {}

package treewarden.forge;

import java.time.Instant;
import treewarden.domain.Person;

/**
 * A comment on a pull request.
 *
 * @param author {@link PullRequest#GHOST} where the account was deleted
 * @param body as it was written: untrusted text; empty where there is none
 */
public record Comment(long id, Person author, String body, Instant createdAt, Instant updatedAt) {}

package treewarden.sandbox.github;

import java.time.Instant;

/** A release of a repository: a tag with a name and notes. */
public record Release(long id, String tag, String sha, String name, String body, Person author, Instant publishedAt) {}

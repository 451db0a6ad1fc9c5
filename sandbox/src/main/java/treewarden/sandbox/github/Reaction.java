package treewarden.sandbox.github;

import java.time.Instant;
import java.util.Set;

/** A reaction to a comment; the content is one of GitHub's eight words. */
public record Reaction(long id, Person person, String content, Instant createdAt) {

    static final Set<String> CONTENTS = Set.of("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes");
}

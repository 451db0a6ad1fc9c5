package treewarden.sandbox.github;

import java.time.Instant;
import java.util.List;

/** A comment under a pull request, as it is now. */
public record Comment(
        long id,
        int number,
        Person author,
        String body,
        Instant createdAt,
        Instant updatedAt,
        List<Reaction> reactions) {

    public Comment {
        reactions = List.copyOf(reactions);
    }

    Comment withBody(String other, Instant now) {
        return new Comment(id, number, author, other, createdAt, now, reactions);
    }

    Comment withReactions(List<Reaction> others) {
        return new Comment(id, number, author, body, createdAt, updatedAt, others);
    }

    boolean byApp() {
        return author.kind() == Person.Kind.BOT;
    }
}

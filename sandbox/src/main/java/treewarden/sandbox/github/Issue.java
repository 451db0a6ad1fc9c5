package treewarden.sandbox.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An issue, which is no pull request. It is numbered together with them. */
public record Issue(
        long id,
        int number,
        Person author,
        String title,
        String body,
        List<Label> labels,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> closedAt) {
    public Issue {
        labels = List.copyOf(labels);
    }

    public boolean isOpen() {
        return closedAt.isEmpty();
    }

    Issue saying(String otherTitle, String otherBody, Instant now) {
        return new Issue(id, number, author, otherTitle, otherBody, labels, createdAt, now, closedAt);
    }

    Issue closed(Optional<Instant> when, Instant now) {
        return new Issue(id, number, author, title, body, labels, createdAt, now, when);
    }
}

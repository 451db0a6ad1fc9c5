package treewarden.sandbox.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was said under one pull request: comments with reactions, and reviews. */
final class Conversation {

    /** What GitHub's error text names as the longest body, in characters. */
    static final int LONGEST_BODY = 65_536;

    private final PullRequest pull;
    private final World world;
    private final Map<Long, Comment> comments = new LinkedHashMap<>();
    private final List<Review> reviews = new ArrayList<>();

    Conversation(PullRequest pull) {
        this.pull = pull;
        this.world = pull.repository().world();
    }

    List<Comment> comments() {
        return List.copyOf(comments.values());
    }

    List<Review> reviews() {
        return List.copyOf(reviews);
    }

    Optional<Comment> find(long id) {
        return Optional.ofNullable(comments.get(id));
    }

    Comment add(Person as, String text) {
        check("IssueComment", text);
        var now = world.now();
        var comment = new Comment(world.nextId(), pull.number(), as, text, now, now, List.of());
        comments.put(comment.id(), comment);
        pull.touch();
        world.events().comment(pull, comment, "created", as);
        return comment;
    }

    Comment edit(Person as, long id, String text) {
        check("IssueComment", text);
        var before = find(id).orElseThrow(GitHubError::notFound);
        var after = before.withBody(text, world.now());
        comments.put(id, after);
        world.events().commentEdited(pull, after, before.body(), as);
        return after;
    }

    void delete(Person as, long id) {
        var comment = find(id).orElseThrow(GitHubError::notFound);
        comments.remove(id);
        world.events().comment(pull, comment, "deleted", as);
    }

    /** Adds a reaction; the one that is there already where the person has reacted in the same way before. */
    Reaction react(Person as, long id, String content) {
        if (!Reaction.CONTENTS.contains(content)) {
            throw GitHubError.invalid("Reaction", "content", "invalid");
        }
        var comment = find(id).orElseThrow(GitHubError::notFound);
        var same = reaction(comment, as, content);
        if (same.isPresent()) {
            return same.get();
        }
        var reaction = new Reaction(world.nextId(), as, content, world.now());
        var all = new ArrayList<>(comment.reactions());
        all.add(reaction);
        comments.put(id, comment.withReactions(all));
        return reaction;
    }

    static Optional<Reaction> reaction(Comment comment, Person person, String content) {
        return comment.reactions().stream()
                .filter(one -> one.person().equals(person) && one.content().equals(content))
                .findFirst();
    }

    void takeBack(long id, long reactionId) {
        var comment = find(id).orElseThrow(GitHubError::notFound);
        var left = comment.reactions().stream()
                .filter(one -> one.id() != reactionId)
                .toList();
        if (left.size() == comment.reactions().size()) {
            throw GitHubError.notFound();
        }
        comments.put(id, comment.withReactions(left));
    }

    Review review(Person as, Review.State state, String text, String commitSha) {
        if (state != Review.State.COMMENTED && as.equals(pull.author())) {
            throw GitHubError.unprocessable("Review Can not "
                    + (state == Review.State.APPROVED ? "approve" : "request changes on") + " your own pull request");
        }
        if (state != Review.State.APPROVED && text.isBlank()) {
            throw GitHubError.unprocessable("Review body can't be blank");
        }
        var review = new Review(world.nextId(), as, state, text, commitSha, world.now());
        reviews.add(review);
        pull.touch();
        world.events().review(pull, review, as);
        return review;
    }

    /** Takes an approval, or a request for changes, back. */
    Review dismiss(Person as, long id, String why) {
        var review = reviews.stream().filter(one -> one.id() == id).findFirst().orElseThrow(GitHubError::notFound);
        if (why.isBlank()) {
            throw GitHubError.unprocessable("Review message can't be blank");
        }
        if (review.state() != Review.State.APPROVED && review.state() != Review.State.CHANGES_REQUESTED) {
            throw GitHubError.unprocessable(
                    "Can not dismiss a " + review.state().name().toLowerCase(Locale.ROOT) + " pull request review");
        }
        var dismissed = review.dismissed();
        reviews.set(reviews.indexOf(review), dismissed);
        pull.touch();
        world.events().reviewDismissed(pull, dismissed, as);
        return dismissed;
    }

    private static void check(String resource, String text) {
        if (text.isBlank()) {
            throw GitHubError.invalid(resource, "body", "missing_field");
        }
        if (text.codePointCount(0, text.length()) > LONGEST_BODY) {
            throw GitHubError.invalid(
                    resource, "body", "unprocessable", "body is too long (maximum is 65536 characters)");
        }
    }
}

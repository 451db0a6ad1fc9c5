package treewarden.sandbox.github;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import treewarden.sandbox.http.Answer;

/** Comments under a pull request, and reactions to them. */
final class CommentRoutes {

    /** A comment and the pull request below which it stands. */
    private record Place(PullRequest pull, Comment comment) {}

    void addTo(Rest rest) {
        rest.repository()
                .get("/issues/{number}/comments", this::list)
                .post("/issues/{number}/comments", this::create)
                .get("/issues/comments", this::listAll)
                .get("/issues/comments/{id}", this::read)
                .patch("/issues/comments/{id}", this::update)
                .delete("/issues/comments/{id}", this::delete)
                .get("/issues/comments/{id}/reactions", this::reactions)
                .post("/issues/comments/{id}/reactions", this::react)
                .delete("/issues/comments/{id}/reactions/{reaction}", this::takeBack);
    }

    private Answer list(Call call) {
        var pull = call.pull();
        var since = call.query("since").map(CommentRoutes::instant).orElse(Instant.MIN);
        var found = pull.comments().stream()
                .filter(comment -> !comment.updatedAt().isBefore(since))
                .toList();
        return Paginate.list(
                call,
                Paginate.byId(pull.repository(), "/issues/" + pull.number() + "/comments"),
                found,
                comment -> IssueJson.comment(pull.repository(), comment));
    }

    /** Of all pull requests: by number, unless it is asked for by time. */
    private Answer listAll(Call call) {
        var since = call.query("since").map(CommentRoutes::instant).orElse(Instant.MIN);
        var order = Comparator.comparing(
                        (Place place) -> call.query("sort").orElse("created").equals("updated")
                                ? place.comment().updatedAt()
                                : place.comment().createdAt())
                .thenComparing(place -> place.comment().id());
        var found = call.repository().pulls().values().stream()
                .flatMap(pull -> pull.comments().stream().map(comment -> new Place(pull, comment)))
                .filter(place -> !place.comment().updatedAt().isBefore(since))
                .sorted(call.query("direction").orElse("asc").equals("desc") ? order.reversed() : order)
                .toList();
        return Paginate.list(
                call,
                Paginate.byId(call.repository(), "/issues/comments"),
                found,
                place -> IssueJson.comment(call.repository(), place.comment()));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw GitHubError.invalid("IssueComment", "since", "invalid");
        }
    }

    private Answer create(Call call) {
        var pull = call.pull();
        var comment = pull.conversation().add(call.writer(Permission.READ), call.required("body"));
        var json = IssueJson.comment(pull.repository(), comment);
        return Answer.json(201, json).header("Location", json.get("url").asText());
    }

    private Answer read(Call call) {
        var place = find(call);
        return Answer.json(200, IssueJson.comment(place.pull().repository(), place.comment()));
    }

    private Answer update(Call call) {
        var place = find(call);
        var person = editor(call, place);
        var comment = place.pull().conversation().edit(person, place.comment().id(), call.required("body"));
        return Answer.json(200, IssueJson.comment(place.pull().repository(), comment));
    }

    private Answer delete(Call call) {
        var place = find(call);
        place.pull().conversation().delete(editor(call, place), place.comment().id());
        return Answer.empty(204);
    }

    /** The author of a comment may change it, and who may write to the repository. */
    private static Person editor(Call call, Place place) {
        var person = call.person();
        return person.equals(place.comment().author()) ? person : call.writer(Permission.WRITE);
    }

    private Answer reactions(Call call) {
        var place = find(call);
        var content = call.query("content");
        return Paginate.list(
                call,
                Paginate.byId(
                        place.pull().repository(),
                        "/issues/comments/" + place.comment().id() + "/reactions"),
                place.comment().reactions().stream()
                        .filter(one -> content.map(one.content()::equals).orElse(true))
                        .toList(),
                reaction -> IssueJson.reaction(call.world(), reaction));
    }

    private Answer react(Call call) {
        var place = find(call);
        var person = call.writer(Permission.READ);
        var content = call.required("content");
        int status = Conversation.reaction(place.comment(), person, content).isPresent() ? 200 : 201;
        var reaction = place.pull().conversation().react(person, place.comment().id(), content);
        return Answer.json(status, IssueJson.reaction(call.world(), reaction));
    }

    private Answer takeBack(Call call) {
        var place = find(call);
        call.writer(Permission.READ);
        place.pull().conversation().takeBack(place.comment().id(), call.id("reaction"));
        return Answer.empty(204);
    }

    private static Place find(Call call) {
        long id = call.id("id");
        for (var pull : call.repository().pulls().values()) {
            var comment = pull.conversation().find(id);
            if (comment.isPresent()) {
                return new Place(pull, comment.get());
            }
        }
        throw GitHubError.notFound();
    }
}

package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import treewarden.sandbox.http.Answer;

/** Issues, and pull requests seen as issues. */
final class IssueRoutes {

    void addTo(Rest rest) {
        rest.repository()
                .get("/issues", this::list)
                .post("/issues", this::create)
                .get("/issues/{number}", this::read)
                .patch("/issues/{number}", this::change);
    }

    /** Newest first. Pull requests are among them, as they are on GitHub. */
    private Answer list(Call call) {
        var repository = call.repository();
        var state = call.query("state").orElse("open");
        var label = call.query("labels");
        var issues = repository.issues().stream()
                .filter(issue -> state.equals("all") || issue.isOpen() == state.equals("open"))
                .filter(issue -> label.isEmpty()
                        || issue.labels().stream().anyMatch(one -> one.name().equalsIgnoreCase(label.get())))
                .map(issue -> new Numbered(issue.number(), IssueJson.issue(repository, issue)));
        var pulls = repository.pulls().values().stream()
                .filter(pull -> state.equals("all") || pull.isOpen() == state.equals("open"))
                .filter(pull ->
                        label.isEmpty() || pull.labels().stream().anyMatch(name -> name.equalsIgnoreCase(label.get())))
                .map(pull -> new Numbered(pull.number(), IssueJson.issue(pull)));
        var found = Stream.concat(issues, pulls)
                .sorted(Comparator.comparing(Numbered::number).reversed())
                .toList();
        return Paginate.list(call, Paginate.byId(repository, "/issues"), found, Numbered::json);
    }

    private record Numbered(int number, ObjectNode json) {}

    private Answer create(Call call) {
        var repository = call.repository();
        var person = call.writer(Permission.READ);
        List<String> labels = call.body().has("labels") ? LabelRoutes.names(call) : List.of();
        var issue = repository.openIssue(
                person, call.required("title"), call.text("body").orElse(""), labels);
        var json = IssueJson.issue(repository, issue);
        return Answer.json(201, json).header("Location", json.get("url").asText());
    }

    private Answer read(Call call) {
        return find(call)
                .map(issue -> Answer.json(200, IssueJson.issue(call.repository(), issue)))
                .orElseGet(() -> Answer.json(200, IssueJson.issue(call.pull())));
    }

    private static Optional<Issue> find(Call call) {
        var number = (int) call.id("number");
        return call.repository().issues().stream()
                .filter(issue -> issue.number() == number)
                .findFirst();
    }

    private Answer change(Call call) {
        var issue = find(call);
        return issue.isPresent() ? changeIssue(call, issue.get()) : changePull(call);
    }

    private static Answer changeIssue(Call call, Issue issue) {
        var person = call.person();
        if (!person.equals(issue.author())) {
            call.writer(Permission.TRIAGE);
        }
        var now = call.world().now();
        var said = issue.saying(
                call.text("title").orElse(issue.title()), call.text("body").orElse(issue.body()), now);
        var turned = call.text("state").map(state -> switch (state) {
            case "open" -> said.closed(Optional.empty(), now);
            case "closed" -> said.closed(Optional.of(now), now);
            default -> throw GitHubError.invalid("Issue", "state", "invalid");
        });
        var changed = turned.orElse(said);
        call.repository().put(changed);
        return Answer.json(200, IssueJson.issue(call.repository(), changed));
    }

    private static Answer changePull(Call call) {
        var pull = call.pull();
        var person = PullRoutes.changer(call, pull);
        call.text("title").ifPresent(title -> pull.retitle(person, title));
        call.text("body").ifPresent(body -> pull.describe(person, body));
        call.text("state").ifPresent(state -> PullRoutes.turn(pull, state, person));
        if (call.body().has("labels")) {
            LabelRoutes.replace(pull, person, LabelRoutes.names(call));
        }
        return Answer.json(200, IssueJson.issue(pull));
    }
}

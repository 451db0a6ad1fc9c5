package treewarden.sandbox.github;

import java.util.ArrayList;
import java.util.List;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** The labels of a repository, and those on a pull request. */
final class LabelRoutes {

    void addTo(Rest rest) {
        rest.repository()
                .get("/labels", this::list)
                .post("/labels", this::create)
                .get("/labels/<name>", this::read)
                .patch("/labels/<name>", this::change)
                .delete("/labels/<name>", this::delete)
                .get("/issues/{number}/labels", this::ofPull)
                .post("/issues/{number}/labels", this::add)
                .put("/issues/{number}/labels", this::set)
                .delete("/issues/{number}/labels", this::clear)
                .delete("/issues/{number}/labels/<name>", this::remove);
    }

    private Answer list(Call call) {
        var repository = call.repository();
        return Paginate.list(
                call,
                Paginate.byId(repository, "/labels"),
                repository.labels(),
                label -> LabelJson.of(repository, label));
    }

    private Answer create(Call call) {
        call.writer(Permission.WRITE);
        var repository = call.repository();
        var label = repository.labelBook().create(call.required("name"), call.text("color"), call.text("description"));
        var json = LabelJson.of(repository, label);
        return Answer.json(201, json).header("Location", json.get("url").asText());
    }

    private Answer read(Call call) {
        return Answer.json(200, LabelJson.of(call.repository(), find(call)));
    }

    private Answer change(Call call) {
        call.writer(Permission.WRITE);
        var repository = call.repository();
        var label = find(call);
        var changed = repository
                .labelBook()
                .change(
                        label,
                        call.text("new_name").orElse(label.name()),
                        call.text("color"),
                        call.text("description"));
        repository.pulls().values().forEach(pull -> pull.marks().relabel(label, changed));
        return Answer.json(200, LabelJson.of(repository, changed));
    }

    private Answer delete(Call call) {
        var person = call.writer(Permission.WRITE);
        var label = find(call);
        call.repository().labelBook().delete(label);
        call.repository().pulls().values().forEach(pull -> pull.unlabel(person, label.name()));
        return Answer.empty(204);
    }

    private static Label find(Call call) {
        return call.repository().labelBook().find(call.path("name")).orElseThrow(GitHubError::notFound);
    }

    private Answer ofPull(Call call) {
        return labels(call.pull());
    }

    private Answer add(Call call) {
        var pull = call.pull();
        var person = call.writer(Permission.TRIAGE);
        names(call).forEach(name -> pull.label(person, name));
        return labels(pull);
    }

    private Answer set(Call call) {
        var pull = call.pull();
        replace(pull, call.writer(Permission.TRIAGE), names(call));
        return labels(pull);
    }

    private Answer clear(Call call) {
        replace(call.pull(), call.writer(Permission.TRIAGE), List.of());
        return Answer.empty(204);
    }

    private Answer remove(Call call) {
        var pull = call.pull();
        var person = call.writer(Permission.TRIAGE);
        var name = call.path("name");
        if (pull.labels().stream().noneMatch(name::equalsIgnoreCase)) {
            throw GitHubError.of(404, "Label does not exist");
        }
        pull.unlabel(person, name);
        return labels(pull);
    }

    static void replace(PullRequest pull, Person person, List<String> names) {
        pull.labels().stream()
                .filter(label -> names.stream().noneMatch(label::equalsIgnoreCase))
                .forEach(label -> pull.unlabel(person, label));
        names.forEach(name -> pull.label(person, name));
    }

    /** Names as GitHub takes them: a list, or a list under {@code labels}, of texts or of objects with a name. */
    static List<String> names(Call call) {
        var body = call.body();
        var list = body.isArray() ? body : body.path("labels");
        if (!list.isArray()) {
            throw GitHubError.unprocessable("Invalid request.\n\n\"labels\" wasn't supplied.");
        }
        var names = new ArrayList<String>();
        for (var one : list) {
            var name = one.isObject() ? one.path("name") : one;
            if (!name.isTextual()) {
                throw GitHubError.unprocessable("Invalid request.\n\nFor 'anyOf/0', " + one + " is not a string.");
            }
            names.add(name.asText());
        }
        return names;
    }

    private static Answer labels(PullRequest pull) {
        return Answer.json(200, Json.array(pull.marks().labels(), label -> LabelJson.of(pull.repository(), label)));
    }
}

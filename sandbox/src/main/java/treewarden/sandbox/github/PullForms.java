package treewarden.sandbox.github;

import static treewarden.sandbox.github.PageFrame.address;
import static treewarden.sandbox.html.Html.Attributes.attribute;
import static treewarden.sandbox.html.Html.Attributes.style;
import static treewarden.sandbox.html.Html.tag;
import static treewarden.sandbox.html.Html.text;

import java.util.List;
import treewarden.sandbox.html.Html;
import treewarden.sandbox.html.Html.Attributes;
import treewarden.sandbox.http.Answer;

/** What people can do, as forms: each says who does it. */
final class PullForms {

    private PullForms() {}

    static Html of(PullRequest pull, List<Person> people) {
        var maintainer = people.stream()
                .filter(person -> pull.repository().mayWrite(person))
                .findFirst()
                .orElse(pull.author());
        var forms = Html.empty().add(comment(pull, people, maintainer));
        if (pull.isOpen()) {
            forms.add(
                    simple(pull, "merge", "Merge", "Brings the change into " + pull.baseBranch(), people, maintainer),
                    simple(pull, "close", "Close", "Ends the pull request without merging", people, pull.author()),
                    push(pull, people));
        } else if (!pull.isMerged()) {
            forms.add(simple(pull, "reopen", "Reopen", "Takes the pull request up again", people, pull.author()));
        }
        return forms;
    }

    private static Html comment(PullRequest pull, List<Person> people, Person chosen) {
        return tag(
                "form",
                post(pull, "comment"),
                label("comment-text", "Comment, in Markdown"),
                tag(
                        "textarea",
                        attribute("name", "text").and("id", "comment-text").and("required", "required"),
                        ""),
                PageFrame.as(people, chosen),
                text(" "),
                PageFrame.button("Comment", "Adds a comment below"));
    }

    private static Html push(PullRequest pull, List<Person> people) {
        var path = pull.files().stream().findFirst().map(file -> file.path()).orElse("");
        return tag(
                "details",
                tag("summary", "Push a change to " + pull.headLabel()),
                tag(
                        "form",
                        post(pull, "push"),
                        label("push-path", "Path of the file"),
                        input("push-path", "path", path),
                        label("push-text", "The whole file as it shall be; empty to delete it"),
                        tag("textarea", style("code").and("name", "text").and("id", "push-text"), newest(pull, path)),
                        label("push-message", "Message of the commit"),
                        input("push-message", "message", "Change " + path),
                        PageFrame.as(people, pull.author()),
                        text(" "),
                        PageFrame.button("Push", "Adds a commit to the head branch")));
    }

    private static String newest(PullRequest pull, String path) {
        return pull.repository()
                .file(pull.headSha(), path)
                .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
                .orElse("");
    }

    private static Html simple(
            PullRequest pull, String action, String verb, String consequence, List<Person> people, Person chosen) {
        return tag(
                "form",
                post(pull, action).and("class", "row"),
                PageFrame.as(people, chosen),
                text(" "),
                PageFrame.button(verb, consequence));
    }

    private static Attributes post(PullRequest pull, String action) {
        return attribute("method", "post").and("action", address(pull) + "/" + action);
    }

    private static Html label(String field, String words) {
        return tag("label", attribute("for", field), words);
    }

    private static Html input(String id, String name, String value) {
        return tag(
                "input",
                attribute("type", "text")
                        .and("id", id)
                        .and("name", name)
                        .and("value", value)
                        .and("required", "required"));
    }

    /** What a person typed to open a pull request. */
    record Draft(String title, String body, String path, String text) {
        static final Draft NONE = new Draft("", "", "", "");
    }

    /** The page to open a pull request for one file. */
    static Answer open(Repository repository, List<Person> people, Draft draft, String problem) {
        var chosen = people.isEmpty() ? repository.owner() : people.get(0);
        var content = Html.empty().add(tag("h1", "Open a pull request in " + repository.fullName()));
        if (!problem.isEmpty()) {
            content.add(tag("p", style("closed"), problem));
        }
        content.add(tag(
                "form",
                attribute("method", "post").and("action", address(repository, "/new")),
                label("title", "Title"),
                input("title", "title", draft.title()),
                label("body", "Description, in Markdown"),
                tag("textarea", attribute("name", "body").and("id", "body"), draft.body()),
                label("path", "Path of the file, such as knowledge/science/animals/qna.yaml"),
                input("path", "path", draft.path()),
                label("text", "Content of the file"),
                tag("textarea", style("code").and("name", "text").and("id", "text"), draft.text()),
                PageFrame.as(people, chosen),
                text(" "),
                PageFrame.button(
                        "Open the pull request", "Commits the file to a new branch and opens a pull request")));
        return PageFrame.page(problem.isEmpty() ? 200 : 422, "Open a pull request", content);
    }
}

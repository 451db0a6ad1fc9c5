package treewarden.sandbox.github;

import static treewarden.sandbox.github.PageFrame.address;
import static treewarden.sandbox.html.Html.Attributes.style;
import static treewarden.sandbox.html.Html.link;
import static treewarden.sandbox.html.Html.tag;
import static treewarden.sandbox.html.Html.text;

import treewarden.sandbox.html.Html;
import treewarden.sandbox.html.Markdown;
import treewarden.sandbox.http.Answer;

/** One check run with its annotations. */
final class CheckRunPage {

    private CheckRunPage() {}

    static Answer of(Repository repository, CheckRun run) {
        return PageFrame.page(
                200,
                run.name(),
                tag("p", style("soft"), link(address(repository, ""), repository.fullName())),
                tag("h1", run.name() + " on " + PullPage.shortened(run.headSha())),
                box(repository, run));
    }

    static Html box(Repository repository, CheckRun run) {
        var head = Html.empty()
                .add(
                        link(address(repository, "/runs/" + run.id()), run.name()),
                        text(" "),
                        PageFrame.checkState(run),
                        text(" " + run.output().title().orElse("")));
        var body = Html.empty();
        run.output().summary().ifPresent(summary -> body.add(Markdown.render(summary)));
        run.output().text().ifPresent(words -> body.add(Markdown.render(words)));
        if (!run.output().annotations().isEmpty()) {
            var rows = Html.empty();
            run.output().annotations().forEach(annotation -> rows.add(annotation(repository, run, annotation)));
            body.add(tag("table", style("list"), rows));
        }
        return tag(
                "section",
                style("box").and("id", "check-" + run.id()),
                tag("div", style("head"), head),
                tag("div", style("body"), body));
    }

    private static Html annotation(Repository repository, CheckRun run, CheckRun.Annotation annotation) {
        var place = annotation.path() + ":" + annotation.startLine();
        var address = address(
                repository,
                "/blob/" + run.headSha() + "/" + Urls.path(annotation.path()) + "#L" + annotation.startLine());
        return tag(
                "tr",
                tag(
                        "td",
                        PageFrame.pill(
                                annotation.level().equals("failure") ? "failure" : "neutral", annotation.level())),
                tag("td", link(address, place)),
                tag("td", tag("strong", annotation.title().orElse("")), text(" " + annotation.message())));
    }
}

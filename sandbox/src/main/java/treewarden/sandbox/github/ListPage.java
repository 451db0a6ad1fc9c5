package treewarden.sandbox.github;

import static treewarden.sandbox.github.PageFrame.address;
import static treewarden.sandbox.html.Html.Attributes.style;
import static treewarden.sandbox.html.Html.link;
import static treewarden.sandbox.html.Html.tag;
import static treewarden.sandbox.html.Html.text;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import treewarden.sandbox.html.Html;
import treewarden.sandbox.http.Answer;

/** Repositories and their pull requests, newest first. */
final class ListPage {

    private ListPage() {}

    static Answer of(List<Repository> repositories, String title, Predicate<PullRequest> shown) {
        var content = Html.empty().add(tag("h1", title));
        var roots = repositories.stream()
                .filter(repository -> repository.parent().isEmpty())
                .toList();
        if (roots.isEmpty()) {
            content.add(tag("p", "There is no repository yet. A scenario makes one, or the demo does."));
        }
        roots.forEach(repository -> content.add(section(repository, shown)));
        return PageFrame.page(200, title, content);
    }

    private static Html section(Repository repository, Predicate<PullRequest> shown) {
        var rows = Html.empty();
        var pulls = repository.pullRequests().stream()
                .filter(shown)
                .sorted(Comparator.comparing(PullRequest::number).reversed())
                .toList();
        pulls.forEach(pull -> rows.add(row(pull)));
        var head = tag("h2", link(address(repository, ""), repository.fullName()));
        var open = tag(
                "p",
                link(address(repository, "/new"), "Open a pull request"),
                text(" · "),
                link(address(repository, "/releases"), "Releases"));
        if (pulls.isEmpty()) {
            return head.add(open, tag("p", style("soft"), "No pull request here yet."));
        }
        return head.add(open, tag("table", style("list"), rows));
    }

    private static Html row(PullRequest pull) {
        var checks = Html.empty();
        CheckRuns.latest(pull.checkRuns()).forEach(run -> checks.add(PageFrame.checkState(run), text(" ")));
        int comments = pull.comments().size();
        return tag(
                "tr",
                tag("td", PageFrame.state(pull)),
                tag(
                        "td",
                        link(address(pull), pull.title()),
                        text(" "),
                        PageFrame.labels(pull),
                        tag("div", style("soft"), text("#" + pull.number() + " by "), PageFrame.person(pull.author()))),
                tag("td", checks),
                tag("td", style("soft"), comments == 1 ? "1 comment" : comments + " comments"));
    }
}

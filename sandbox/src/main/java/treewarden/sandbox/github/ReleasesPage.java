package treewarden.sandbox.github;

import static treewarden.sandbox.github.PageFrame.address;
import static treewarden.sandbox.html.Html.Attributes.style;
import static treewarden.sandbox.html.Html.link;
import static treewarden.sandbox.html.Html.tag;
import static treewarden.sandbox.html.Html.text;

import treewarden.sandbox.html.Html;
import treewarden.sandbox.html.Markdown;
import treewarden.sandbox.http.Answer;

/** The releases of a repository with their notes, newest first. */
final class ReleasesPage {

    private ReleasesPage() {}

    static Answer of(Repository repository) {
        var content = Html.empty()
                .add(
                        tag("p", style("soft"), link(address(repository, ""), repository.fullName())),
                        tag("h1", "Releases"));
        var releases = repository.releases();
        if (releases.isEmpty()) {
            content.add(tag("p", style("soft"), "No release here yet."));
        }
        for (int i = releases.size() - 1; i >= 0; i--) {
            content.add(box(repository, releases.get(i)));
        }
        return PageFrame.page(200, "Releases of " + repository.fullName(), content);
    }

    private static Html box(Repository repository, Release release) {
        var commit = link(address(repository, "/commit/" + release.sha()), PullPage.shortened(release.sha()));
        return tag(
                "section",
                style("box").and("id", release.tag()),
                tag(
                        "div",
                        style("head"),
                        tag("strong", release.name()),
                        text(" " + release.tag() + " at "),
                        commit,
                        text(" by "),
                        PageFrame.person(release.author()),
                        text(" "),
                        PageFrame.time(release.publishedAt())),
                tag("div", style("body"), Markdown.render(release.body())));
    }
}

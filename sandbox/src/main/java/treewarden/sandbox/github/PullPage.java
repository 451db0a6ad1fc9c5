package treewarden.sandbox.github;

import static treewarden.sandbox.github.PageFrame.address;
import static treewarden.sandbox.html.Html.Attributes.attribute;
import static treewarden.sandbox.html.Html.Attributes.style;
import static treewarden.sandbox.html.Html.link;
import static treewarden.sandbox.html.Html.tag;
import static treewarden.sandbox.html.Html.text;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import treewarden.sandbox.git.ChangedFile;
import treewarden.sandbox.git.CommitInfo;
import treewarden.sandbox.html.Html;
import treewarden.sandbox.html.Markdown;
import treewarden.sandbox.http.Answer;

/** One pull request: what it wants, what was said, what the checks say, what it changes. */
final class PullPage {

    /** Above this many files, and for longer patches than this many characters, the page only names them. */
    private static final int MOST_FILES = 60;

    private static final int LONGEST_PATCH = 60_000;

    private PullPage() {}

    static Answer of(PullRequest pull, List<Person> people) {
        var content = Html.empty()
                .add(
                        tag(
                                "p",
                                style("soft"),
                                link(
                                        address(pull.repository(), ""),
                                        pull.repository().fullName())),
                        tag("h1", pull.title() + " #" + pull.number()),
                        tag(
                                "p",
                                PageFrame.state(pull),
                                text(" "),
                                PageFrame.person(pull.author()),
                                text(" wants to bring " + pull.headLabel() + " into " + pull.baseBranch() + " "),
                                PageFrame.labels(pull)),
                        description(pull));
        conversation(pull).forEach(content::add);
        content.add(PullForms.of(pull, people));
        content.add(tag("h2", "Checks")).add(checks(pull));
        content.add(tag("h2", "Commits")).add(commits(pull.repository(), pull.commits()));
        content.add(tag("h2", files(pull.files().size()))).add(files(pull.repository(), pull.headSha(), pull.files()));
        return PageFrame.page(200, pull.title(), content);
    }

    private record Said(Instant at, Html html) {}

    /** Comments and reviews in the order in which they came. */
    private static Stream<Html> conversation(PullRequest pull) {
        return Stream.concat(
                        pull.comments().stream().map(comment -> new Said(comment.createdAt(), comment(comment))),
                        pull.reviews().stream().map(review -> new Said(review.submittedAt(), review(pull, review))))
                .sorted(Comparator.comparing(Said::at))
                .map(Said::html);
    }

    private static Html description(PullRequest pull) {
        var body = pull.body().isBlank() ? tag("p", style("soft"), "No description.") : Markdown.render(pull.body());
        return box("description", Html.empty().add(PageFrame.person(pull.author()), text(" wrote")), body);
    }

    private static Html comment(Comment comment) {
        var edited = comment.updatedAt().equals(comment.createdAt()) ? "" : ", edited";
        var head = Html.empty()
                .add(PageFrame.person(comment.author()), text(" commented "), PageFrame.time(comment.createdAt()));
        var reactions = Html.empty();
        comment.reactions().forEach(reaction -> reactions.add(PageFrame.pill("label", reaction.content())));
        return box(
                "issuecomment-" + comment.id(),
                head.add(text(edited + " "), reactions),
                Markdown.render(comment.body()));
    }

    private static Html review(PullRequest pull, Review review) {
        var word = review.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        var head = Html.empty()
                .add(
                        PageFrame.person(review.author()),
                        text(" reviewed " + shortened(review.commitSha()) + ": " + word));
        var body = Html.empty().add(Markdown.render(review.body()), onLines(pull, review));
        return box("review-" + review.id(), head, body);
    }

    /** The comments that came with a review, each below the lines that it stands on. */
    private static Html onLines(PullRequest pull, Review review) {
        var all = Html.empty();
        for (var comment : pull.lineComments()) {
            if (comment.review() == review.id()) {
                var where = comment.firstLine() == comment.lastLine()
                        ? " line " + comment.lastLine()
                        : " lines " + comment.firstLine() + " to " + comment.lastLine();
                var head =
                        Html.empty().add(text(comment.path() + where + (pull.isOutdated(comment) ? ", outdated" : "")));
                all.add(box("discussion_r" + comment.id(), head, Markdown.render(comment.body())));
            }
        }
        return all;
    }

    private static Html box(String id, Html head, Html body) {
        return tag(
                "section",
                style("box").and("id", id),
                tag("div", style("head"), head),
                tag("div", style("body"), body));
    }

    private static Html checks(PullRequest pull) {
        var runs = pull.checkRuns();
        if (runs.isEmpty()) {
            return tag("p", style("soft"), "No check has run on " + shortened(pull.headSha()) + " yet.");
        }
        var all = Html.empty();
        runs.forEach(run -> all.add(CheckRunPage.box(pull.repository(), run)));
        return all;
    }

    private static Html commits(Repository repository, List<CommitInfo> commits) {
        var rows = Html.empty();
        for (var commit : commits) {
            rows.add(tag(
                    "tr",
                    tag("td", link(address(repository, "/commit/" + commit.sha()), shortened(commit.sha()))),
                    tag("td", commit.subject()),
                    tag("td", style("soft"), commit.author().name())));
        }
        return tag("table", style("list"), rows);
    }

    private static String files(int count) {
        return count == 1 ? "1 changed file" : count + " changed files";
    }

    static Html files(Repository repository, String sha, List<ChangedFile> files) {
        var all = Html.empty();
        int shown = 0;
        for (var file : files) {
            all.add(file(repository, sha, file, shown++ < MOST_FILES));
        }
        return all;
    }

    private static Html file(Repository repository, String sha, ChangedFile file, boolean withPatch) {
        var name = link(address(repository, "/blob/" + sha + "/" + Urls.path(file.path())), file.path());
        var from =
                file.previousPath().map(before -> " (before: " + before + ")").orElse("");
        var head = Html.empty()
                .add(
                        name,
                        text(from + " " + file.status().name().toLowerCase(Locale.ROOT) + ", +" + file.additions()
                                + " -" + file.deletions()));
        var patch = file.patch().filter(text -> withPatch && text.length() <= LONGEST_PATCH);
        var body = patch.map(PullPage::patch)
                .orElseGet(() ->
                        tag("p", style("soft"), "The difference is not shown here. The file's name leads to it."));
        return tag(
                "section",
                style("box").and("id", "file-" + file.path()),
                tag("div", style("head"), head),
                tag("div", style("body"), body));
    }

    private static Html patch(String patch) {
        var rows = Html.empty();
        patch.lines().forEach(line -> rows.add(tag("tr", style(kind(line)), tag("td"), tag("td", line))));
        return tag("table", attribute("class", "source"), rows);
    }

    private static String kind(String line) {
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> "added";
            case '-' -> "removed";
            case '@' -> "hunk";
            default -> "same";
        };
    }

    static String shortened(String sha) {
        return sha.substring(0, Math.min(7, sha.length()));
    }
}

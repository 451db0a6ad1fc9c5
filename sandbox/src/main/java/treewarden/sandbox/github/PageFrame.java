package treewarden.sandbox.github;

import static treewarden.sandbox.html.Html.Attributes.attribute;
import static treewarden.sandbox.html.Html.Attributes.style;
import static treewarden.sandbox.html.Html.link;
import static treewarden.sandbox.html.Html.tag;
import static treewarden.sandbox.html.Html.text;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import treewarden.sandbox.html.Html;
import treewarden.sandbox.http.Answer;

/** What all pages for people have in common, and the small parts that they share. */
final class PageFrame {

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'none'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private PageFrame() {}

    static Answer page(int status, String title, Html... content) {
        var head = Html.empty()
                .add(
                        tag("meta", attribute("charset", "utf-8")),
                        tag(
                                "meta",
                                attribute("name", "viewport").and("content", "width=device-width, initial-scale=1")),
                        tag("title", title + " · stand-in GitHub"),
                        tag("link", attribute("rel", "stylesheet").and("href", "/ui/style.css")));
        var body = Html.empty()
                .add(
                        tag(
                                "header",
                                tag("strong", link("/ui", "stand-in GitHub")),
                                tag("span", style("standin"), "Not GitHub. Nothing here leaves this machine.")),
                        tag("main", content));
        return guarded(Answer.html(status, Html.document(head, body)));
    }

    static Answer guarded(Answer answer) {
        return answer.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    /** A refusal that says what was refused and keeps what was typed. */
    static Answer refusal(int status, String message, Optional<String> typed) {
        var content = Html.empty().add(tag("h1", message), tag("p", link("/ui", "All pull requests")));
        typed.filter(words -> !words.isEmpty())
                .ifPresent(words -> content.add(tag("p", "What you had typed:"), tag("pre", words)));
        return page(status, Integer.toString(status), content);
    }

    static Html time(Instant instant) {
        var exact = Text.time(instant);
        return tag("time", attribute("datetime", exact), exact.replace('T', ' ').replace("Z", " UTC"));
    }

    static Html pill(String kind, String word) {
        return tag("span", style("pill " + kind), word);
    }

    static Html state(PullRequest pull) {
        if (pull.isMerged()) {
            return pill("merged", "merged");
        } else if (!pull.isOpen()) {
            return pill("closed", "closed");
        }
        return pull.isDraft() ? pill("draft", "draft") : pill("open", "open");
    }

    static Html checkState(CheckRun run) {
        var word = run.conclusion().orElse(run.status());
        return pill(word, word.replace('_', ' '));
    }

    static Html person(Person person) {
        return link("/ui/people/" + Urls.segment(person.login()), person.login());
    }

    static Html labels(PullRequest pull) {
        var all = Html.empty();
        pull.labels().forEach(label -> all.add(pill("label", label), text(" ")));
        return all;
    }

    static String address(Repository repository, String rest) {
        return "/ui/" + Urls.segment(repository.owner().login()) + "/" + Urls.segment(repository.name()) + rest;
    }

    static String address(PullRequest pull) {
        return address(pull.repository(), "/pull/" + pull.number());
    }

    /** The choice of who does it. */
    static Html as(List<Person> people, Person chosen) {
        var options = Html.empty();
        for (var person : people) {
            var value = attribute("value", person.login());
            options.add(
                    tag("option", person.equals(chosen) ? value.and("selected", "selected") : value, person.login()));
        }
        return tag("span", style("soft"), "as ")
                .add(tag("select", attribute("name", "as").and("aria-label", "as whom"), options));
    }

    static Html button(String verb, String consequence) {
        return tag("button", attribute("type", "submit").and("title", consequence), verb);
    }
}

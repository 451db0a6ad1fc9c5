package treewarden.sandbox.github;

import static treewarden.sandbox.github.PageFrame.address;
import static treewarden.sandbox.html.Html.Attributes.attribute;
import static treewarden.sandbox.html.Html.Attributes.style;
import static treewarden.sandbox.html.Html.link;
import static treewarden.sandbox.html.Html.tag;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import treewarden.sandbox.html.Html;
import treewarden.sandbox.http.Answer;

/** One file at a commit, with lines that can be linked to. */
final class BlobPage {

    private static final int MOST_LINES = 20_000;

    private BlobPage() {}

    static Answer of(Repository repository, String sha, String path) {
        var bytes = repository.file(sha, path).orElseThrow(GitHubError::notFound);
        var content = text(bytes)
                .map(BlobPage::lines)
                .orElseGet(() -> tag("p", style("soft"), "Not text: " + bytes.length + " bytes."));
        return PageFrame.page(
                200,
                path,
                tag("p", style("soft"), link(address(repository, ""), repository.fullName())),
                tag("h1", path),
                tag(
                        "p",
                        style("soft"),
                        link(address(repository, "/raw/" + sha + "/" + Urls.path(path)), "raw"),
                        Html.text(" at " + PullPage.shortened(sha))),
                content);
    }

    private static Html lines(String text) {
        var rows = Html.empty();
        var lines = text.lines().limit(MOST_LINES).toList();
        for (int i = 1; i <= lines.size(); i++) {
            rows.add(tag(
                    "tr",
                    attribute("id", "L" + i),
                    tag("td", link("#L" + i, Integer.toString(i))),
                    tag("td", lines.get(i - 1))));
        }
        return tag("table", style("source"), rows);
    }

    /** The bytes as text, unless they are none. */
    private static Optional<String> text(byte[] bytes) {
        try {
            var decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return decoded.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(decoded);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

package treewarden.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.ContributionState;

class MarkdownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@org/team and @user, mail ana@example.org",
                "fixes #1, see instructlab/taxonomy#12 and GH-3",
                "![x](https://evil.example/a.png) [click](javascript:alert(1)) <https://evil.example>",
                "https://evil.example/a www.evil.example mailto:a@b.example xmpp:a@b.example",
                "<details><img src=x onerror=alert(1)></details> <!-- treewarden:contribution -->",
                "**bold** _it_ ~~gone~~ `code` [^1] [ref]",
                "- item",
                "1. item",
                "# heading",
                "> quote",
                "===",
                "    code",
                "/approve",
                "| a | b |",
                "$x$ and \\[y\\]",
                "\u202egnp.exe\u200b\u0000\u0007",
                "a\n\n# b\n```\nc"
            })
    void aLineOfTextIsShownAndDoesNothing(String hostile) {
        var rendered = Rendered.of(Markdown.text(hostile));

        assertInert(rendered);
        assertThat(rendered.kinds()).containsExactly("Document", "Paragraph", "Text");
    }

    @Test
    void aReaderSeesTheTextAsItWasWritten() {
        var rendered = Rendered.of(Markdown.text("a_b *c* [d](e) <f> & \\ `g` | 1. $h$ ~i~"));

        assertThat(rendered.read()).isEqualTo("a_b *c* [d](e) <f> & \\ `g` | 1. $h$ ~i~");
    }

    @Test
    void whatIsMadePlainReadsAsItWasWritten() {
        var hostile = "a_b_ *c* [d](e) <f> & &amp; \\ `g` | - @ana #1 $h$";

        assertThat(Markdown.plain(Markdown.text(hostile))).isEqualTo(hostile);
        assertThat(Markdown.plain("Say " + Markdown.code("/assign &lt;") + " or " + Markdown.code("``x`") + "."))
                .isEqualTo("Say /assign &lt; or ``x`.");
        assertThat(Markdown.plain("1 < 2 && ` is a tick")).isEqualTo("1 < 2 && ` is a tick");
    }

    @Test
    void invisibleCharactersAreShown() {
        assertThat(Rendered.of(Markdown.text("pass\u202ednuor")).read()).isEqualTo("pass\\u{202e}dnuor");
        assertThat(Markdown.code("a\u200bb")).isEqualTo("`a\\u{200b}b`");
        assertThat(Markdown.fence("a\u0000b")).contains("a\\u{0}b");
    }

    @Test
    void codeIsDelimitedByMoreBackticksThanItHolds() {
        assertThat(Markdown.code("a")).isEqualTo("`a`");
        assertThat(Markdown.code("``x`")).isEqualTo("``` ``x` ```");
        assertThat(Rendered.of(Markdown.code("`` @user #1")).read()).isEqualTo("`` @user #1");
    }

    @Test
    void aFenceIsLongerThanAnyInside() {
        var rendered = Rendered.of(Markdown.fence("```\n</details>\n`````\n@user") + "\n\nafter");

        assertThat(rendered.kinds()).containsExactly("Document", "FencedCodeBlock", "Paragraph", "Text");
        assertThat(rendered.read()).contains("```\n</details>\n`````\n@user");
    }

    @Test
    void aFenceBreaksCommandsAndHiddenMarkers() {
        assertThat(Markdown.fence("/approve\n  /merge\na /b\n<!-- treewarden:contribution -->"))
                .isEqualTo(
                        "```text\n\u200b/approve\n  \u200b/merge\na /b\n<\u200b!-- treewarden:contribution -->\n```");
    }

    @Test
    void noTextPassesForAnotherLabel() {
        var parts = List.of(
                new Markdown.Labelled("Question", "What?\n\nAnswer    This."),
                new Markdown.Labelled("Answer", "That."));

        assertThat(Markdown.fence(parts, 100)).isEqualTo("""
                ```text
                Question  What?
                         \s
                          Answer    This.

                Answer    That.
                ```""");
    }

    @Test
    void aFenceWrapsLongLinesBetweenWords() {
        assertThat(Markdown.fence("word ".repeat(40)).lines()).allMatch(line -> line.length() <= 76);
        assertThat(Markdown.fence("x".repeat(400)).lines()).allMatch(line -> line.length() <= 76);
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(Markdown.text("\ud83c\udf33".repeat(50), 10)).isEqualTo("\ud83c\udf33".repeat(10) + " ...");
        assertThat(Markdown.fence("a".repeat(9_999), 5)).isEqualTo("```text\naaaaa ...\n```");
    }

    @Test
    void aLinkLeadsToTheWebOnly() {
        assertThat(Markdown.link("a](b", "https://x.example/(y)")).isEqualTo("[a&#93;(b](https://x.example/%28y%29)");
        assertThatThrownBy(() -> Markdown.link("a", "javascript:alert(1)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a web address");
    }

    @Property(tries = 2_000)
    void noTextComesAlive(@ForAll("hostile") String hostile) {
        assertInert(Rendered.of(Markdown.text(hostile)));
        assertInert(Rendered.of("before " + Markdown.text(hostile) + " after"));
        assertThat(Rendered.of(Markdown.text(hostile)).kinds()).isSubsetOf("Document", "Paragraph", "Text");
    }

    @Property(tries = 2_000)
    void noTextLeavesItsCell(@ForAll("hostile") String hostile) {
        var table = "| a | b |\n|---|---|\n| %s | %s |\n| c | d |\n"
                .formatted(Markdown.text(hostile), Markdown.code(hostile));

        var rendered = Rendered.of(table);

        assertInert(rendered);
        assertThat(rendered.kinds())
                .isSubsetOf(
                        "Document", "TableBlock", "TableHead", "TableBody", "TableRow", "TableCell", "Text", "Code");
        assertThat(rendered.read()).endsWith("cd");
    }

    @Property(tries = 2_000)
    void noTextLeavesItsBlock(@ForAll("hostile") String hostile) {
        var rendered = Rendered.of("<details>\n\n" + Markdown.fence(hostile) + "\n\n</details>\n");

        assertThat(rendered.links()).isEmpty();
        assertThat(rendered.images()).isEmpty();
        assertThat(rendered.html()).containsExactly("<details>", "</details>");
    }

    @Property(tries = 300)
    void noTextInAnyFieldComesAliveInTheComment(@ForAll("hostile") String hostile) {
        var path = "knowledge/" + hostile + "/qna.yaml";
        var model = Examples.by(
                hostile,
                ContributionState.NEEDS_CHANGES,
                ChangeScope.LEAVES,
                List.of(Examples.with(path, Examples.error("schema", path, 3, hostile, hostile))),
                new LeafSampleState.Reported(Examples.manySamples(2, 2, hostile)),
                List.of(hostile));

        for (var text : List.of(
                new ContributionComment().render(model),
                new CheckSummary().render(model).summary())) {
            var rendered = Rendered.of(text);
            assertThat(rendered.images()).isEmpty();
            assertThat(rendered.lively()).isEmpty();
            assertThat(rendered.links())
                    .allMatch(link -> link.startsWith("https://code.example/instructlab/taxonomy/")
                            || link.equals(Examples.LINKS.page()));
            assertThat(rendered.html()).allMatch(MarkdownTest::isOurs);
            assertThat(rendered.openElements()).isEmpty();
        }
    }

    private static boolean isOurs(String html) {
        return html.matches("</?(details|summary|sub|code)>|<br>")
                || html.equals(ContributionComment.MARKER)
                || html.startsWith("<details>\n<summary><code>compositional_skills/batch/leaf_");
    }

    private static void assertInert(Rendered rendered) {
        assertThat(rendered.links()).isEmpty();
        assertThat(rendered.images()).isEmpty();
        assertThat(rendered.html()).isEmpty();
        assertThat(rendered.lively()).isEmpty();
    }

    /** Pieces that mean something to Markdown or to GitHub, put together at random. */
    @Provide
    Arbitrary<String> hostile() {
        var pieces = Arbitraries.of(
                "@",
                "user",
                "#",
                "1",
                "GH-",
                "`",
                "```",
                "``",
                "\n",
                "\n\n",
                " ",
                "    ",
                "\t",
                "|",
                "\\",
                "\\|",
                "[",
                "]",
                "(",
                ")",
                "![",
                "](",
                "https://evil.example/a",
                "http:",
                "//",
                "www.",
                "evil.example",
                "<",
                ">",
                "<b>",
                "</details>",
                "<!--",
                "-->",
                "&",
                "&lt;",
                "&#64;",
                "*",
                "**",
                "_",
                "~~",
                "~~~",
                "$",
                "-",
                "+",
                "=",
                "===",
                "---",
                "1.",
                "1)",
                "/approve",
                ":tada:",
                "a",
                "B",
                "\u202e",
                "\u200b",
                "\u0000",
                "\ud83d",
                "\r",
                "javascript:",
                "{{ 7*7 }}",
                "{% if %}",
                "{#");
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }
}

package treewarden.sandbox.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private static String html(String markdown) {
        return Markdown.render(markdown).toString().strip();
    }

    @Test
    void tablesAndFoldsShowAsOnGitHub() {
        assertThat(html("""
                                <details>
                                <summary>Sample</summary>

                                | question | score |
                                |---|---|
                                | why | 2 |

                                </details>
                                """))
                .contains("<details>\n<summary>Sample</summary>", "<td>why</td>")
                .endsWith("</details>");
    }

    @Test
    void hiddenMarkersAreHidden() {
        assertThat(html("<!-- treewarden:comment -->\nReady.")).isEqualTo("<p>Ready.</p>");
        assertThat(html("Ready<!-- marker -->.")).isEqualTo("<p>Ready.</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<details open onclick=alert(1)><summary>x</summary></details>",
                "<details ontoggle=alert(1) open>x</details>",
                "a <svg/onload=alert(1)> b",
                "<a href=\"javascript:alert(1)\">x</a>",
                "[x](javascript:alert(1))",
                "![x](data:text/html;base64,PHNjcmlwdD4=)",
                "<br onmouseover=alert(1)>",
                "<sub\nstyle=x>a</sub>",
                "<!-- <script>alert(1)</script>",
                "<!-- a --><script>alert(1)</script><!-- b -->",
                "<ScRiPt>alert(1)</sCrIpT>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<style>*{display:none}</style>",
                "<form action=/x><button>merge</button></form>",
                "`<script>`",
                "<https://example.org/\"onclick=alert(1)>",
            })
    void nothingButFoldingGetsThrough(String hostile) {
        assertThat(html(hostile))
                .doesNotContainPattern(
                        "(?i)<(script|img[^>]+(onerror|data:)|svg|iframe|style|form|button|details [^o]|br |sub )")
                .doesNotContainPattern("(?i)(href|src)=\"(javascript|data):")
                .doesNotContainPattern("(?i)<[a-z]+[^>&]*\\son[a-z]+=");
    }

    @Test
    void aFoldThatIsNotClosedEndsWithTheComment() {
        assertThat(html("<details><summary>x")).endsWith("</summary></details>");
        assertThat(html("</details></details>text")).doesNotContain("</details>");
        assertThat(html("<details><sub>a</details>b</sub>")).contains("<details><sub>a</sub></details>b");
    }

    @Test
    void codeInASummaryIsShownAsCodeWhereItIsClosedAndAsTextWhereItIsNot() {
        assertThat(html("<details><summary><code>a/b</code>: 8 of 10</summary>\n\nx\n\n</details>"))
                .contains("<summary><code>a/b</code>: 8 of 10</summary>");
        assertThat(html("<details><summary><code><b>a</b></code></summary>\n\nx\n\n</details>"))
                .contains("&lt;code&gt;&lt;b&gt;a");
    }
}

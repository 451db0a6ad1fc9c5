package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Decision;
import treewarden.domain.Effect.ShowComment;

class BotCommentTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.in(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void standsOnThePageAsTheCodeHostShowsIt() {
        said("""
                ✅ **Ready for triage.** ~~Not.~~

                | Where | What |
                |:---|:---|
                | [line 7](https://code.example/f#L7) | `a` &#64;ana |

                <details>
                <summary>2 more &amp; one</summary>

                - one

                </details>

                <sub>Commit `1`</sub>

                <!-- treewarden:contribution -->
                """);

        assertThat(html())
                .contains("Decided 0 s ago, and not written yet.")
                .contains("<strong>Ready for triage.</strong> <del>Not.</del>")
                .contains("<a rel=\"nofollow noreferrer\" href=\"https://code.example/f#L7\">line 7</a>")
                .contains("<code>a</code> @ana")
                .contains("<details>\n<summary>2 more &amp; one</summary>\n<ul>\n<li>one</li>\n</ul>\n</details>")
                .contains("<sub>Commit <code>1</code></sub>")
                .doesNotContain("treewarden:contribution");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "x <img src=x onerror=alert(1)>",
                "<details open ontoggle=alert(1)>",
                "<DETAILS STYLE=\"x\">",
                "<summary/onclick=alert(1)>",
                "<svg><style>*{}</style></svg>",
                "<iframe srcdoc=\"<script>\">",
                "<code><b onclick=x>y</b></code>",
                "<!-- --><script>alert(1)</script>",
                "<base href=//evil.example>",
                "![x](https://evil.example/x.png)",
                "[x](javascript:alert(1))",
                "[x](data:text/html,hey)",
                "<javascript:alert(1)>"
            })
    void nothingForeignGetsThrough(String markdown) {
        said(markdown);

        assertThat(html()).contains("<div class=\"said\" dir=\"auto\">");
        var said = html().replaceAll("(?s).*<div class=\"said\" dir=\"auto\">(.*?)</div>.*", "$1");
        assertThat(said.replaceAll("</?(p|code|details|summary|sub|br|a rel=\"nofollow noreferrer\" href=\"\"|a)>", ""))
                .doesNotContainPattern("<[A-Za-z!/]");
    }

    @Test
    void whatItLeavesOpenEndsWithIt() {
        said("</details></div></section><details><summary>a");

        assertThat(html()).contains("<details><summary>a</summary></details></div>\n</details>\n</section>");
    }

    @Test
    void aPageThatCannotMakeItSaysWhereItStands() {
        site.with(Given.contribution(1).now());

        assertThat(html()).contains("Nothing was written within a month. The pull request shows it.");
    }

    @Test
    void saysForHowLongTheCodeHostHasShownIt() {
        said("Ready for triage.");
        site.write(transaction -> transaction.outbox().delivered(1));

        assertThat(html()).contains("The code host has shown it so for 0 s.");
    }

    private void said(String markdown) {
        var it = Given.contribution(1).now();
        site.write(transaction -> transaction.apply(
                new Decision(it, List.of(new ShowComment(it.id(), markdown)), List.of(), "treewarden", "checked")));
    }

    private String html() {
        return site.get("/contributions/instructlab/taxonomy/1").body();
    }
}

package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;
import treewarden.domain.DocumentSource;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Position;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.Usage;
import treewarden.store.Run;
import treewarden.store.RunOutcome;

/** Payloads in every untrusted field, in a real browser: none runs, and all of them can be read. */
class HostileTextTest {
    static final List<String> PAYLOADS = List.of(
            "<script>window.hit=1</script>",
            "\"><script>window.hit=1</script>",
            "'><script>window.hit=1</script>",
            "</title><script>window.hit=1</script>",
            "</textarea><script>window.hit=1</script>",
            "</script><script>window.hit=1</script>",
            "<img src=x onerror=window.hit=1>",
            "\"><img src=x onerror=window.hit=1>",
            "<svg onload=window.hit=1>",
            "<svg><script>window.hit=1</script></svg>",
            "<math><mi xlink:href=\"javascript:window.hit=1\">x</mi></math>",
            "<iframe src=\"javascript:parent.hit=1\"></iframe>",
            "<iframe srcdoc=\"<script>parent.hit=1</script>\"></iframe>",
            "<a href=\"javascript:window.hit=1\">click</a>",
            "javascript:window.hit=1",
            "JaVaScRiPt&colon;window.hit=1",
            "\" onmouseover=\"window.hit=1\" x=\"",
            "' onfocus='window.hit=1' autofocus='",
            "<details open ontoggle=window.hit=1>",
            "<body onload=window.hit=1>",
            "<style>@import 'javascript:window.hit=1'</style>",
            "<div hx-get=\"/\" hx-trigger=\"load\" hx-on:htmx:load=\"window.hit=1\">x</div>",
            "<template><script>window.hit=1</script></template>",
            "<!--><img src=x onerror=window.hit=1>-->",
            "${window.hit=1} {{constructor.constructor('window.hit=1')()}} <%= 1 %>");

    @AutoClose
    private static Chromium chromium;

    @TempDir
    Path folder;

    @BeforeAll
    static void openBrowser() {
        chromium = Chromium.orSkip();
    }

    @Test
    void thereAreTwentyFivePayloads() {
        assertThat(PAYLOADS).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void runsNowhereAndIsReadEverywhere() {
        try (var site = Site.in(folder);
                var context = chromium.browser().newContext()) {
            for (int n = 1; n <= PAYLOADS.size(); n++) {
                stage(site, n, PAYLOADS.get(n - 1));
            }
            var page = context.newPage();
            var dialogs = new ArrayList<String>();
            page.onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            var failures = new ArrayList<String>();
            page.onPageError(failures::add);

            page.navigate(site.at("/").toString());
            assertThat(page.locator("a.title").allInnerTexts()).containsExactlyInAnyOrderElementsOf(PAYLOADS);
            assertUntouched(page);
            for (int n = 1; n <= PAYLOADS.size(); n++) {
                page.navigate(
                        site.at("/contributions/instructlab/taxonomy/" + n).toString());
                assertThat(page.locator("h1").innerText()).isEqualTo(PAYLOADS.get(n - 1));
                assertThat(page.locator(".made .answer").first().textContent()).isEqualTo(PAYLOADS.get(n - 1));
                assertThat(page.locator("ol.seeds blockquote").textContent()).isEqualTo(PAYLOADS.get(n - 1));
                assertUntouched(page);
            }
            page.navigate(site.at("/?q=" + Addresses.encoded(PAYLOADS.get(1)) + "&state="
                            + Addresses.encoded(PAYLOADS.get(1)))
                    .toString());
            assertThat(page.locator("input[name=q]").inputValue()).isEqualTo(PAYLOADS.get(1));
            assertUntouched(page);
            assertThat(dialogs).isEmpty();
            assertThat(failures).isEmpty();
        }
    }

    private static void assertUntouched(Page page) {
        assertThat(page.evaluate("window.hit")).isNull();
        assertThat(page.locator("main script, main img, main iframe, main style, main math, main template")
                        .count())
                .isZero();
        assertThat(page.locator("a[href]").all())
                .allSatisfy(link -> assertThat(link.getAttribute("href")).matches("(https://code\\.example/|/|#).*"));
    }

    /** A contribution with the text wherever a text from outside can stand. */
    private static void stage(Site site, int number, String text) {
        var contribution = Given.contribution(number)
                .titled(text)
                .by(text)
                .of(LeafKind.KNOWLEDGE, "knowledge/" + text)
                .found(1, 0)
                .sampled(2, 1)
                .now();
        site.decide(contribution, text, text);
        site.with(new Run(
                contribution.id(),
                contribution.head(),
                RunOutcome.ERRORS,
                List.of(new CheckedLeaf("knowledge/" + text + "/qna.yaml", 3, List.of(finding(text)), leaf(text))),
                List.of(text),
                Site.NOON));
        site.with(sample(contribution, text));
    }

    private static Finding finding(String text) {
        return new Finding(
                text,
                Severity.ERROR,
                "knowledge/" + text + "/qna.yaml",
                new Position(3, 1),
                "/" + text,
                text,
                text,
                null);
    }

    private static Leaf leaf(String text) {
        return new Leaf.Knowledge(
                "knowledge/" + text,
                3,
                text,
                text,
                text,
                new DocumentSource(text, text, List.of(text)),
                List.of(new KnowledgeExample(text, List.of(new QuestionAndAnswer(text, text)))));
    }

    private static SampleReport sample(Contribution contribution, String text) {
        return new SampleReport(
                contribution.id(),
                contribution.head(),
                text,
                List.of(new LeafSample(
                        "knowledge/" + text,
                        LeafKind.KNOWLEDGE,
                        text,
                        new Funnel(List.of(new Funnel.Step(text, 2, text), new Funnel.Step(text, 1, text))),
                        List.of(new SampleRow(text, text, text, new Score(2, 3), text, null)),
                        List.of(new SampleRow(text, text, text, new Score(0, 3), text, text)),
                        List.of(text),
                        text,
                        Usage.NONE,
                        1_000)),
                List.of(text),
                Usage.NONE,
                1_000);
    }
}

package treewarden.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.domain.Capability;
import treewarden.domain.ContributionId;
import treewarden.domain.Decision;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.store.AuditEvent;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.RunnerConfig;
import treewarden.store.TokenAccounts;
import treewarden.store.When;

/** Runs and the audit in a real browser. */
class OperationsInABrowserTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String HOSTILE = "</b><img src=x onerror=\"document.title='run'\"><script>alert(1)</script>";
    private static final String STICKING_OUT =
            "[...document.querySelectorAll('main *')].filter(it => !it.closest('.scrolled *')"
                    + " && it.getBoundingClientRect().right > window.innerWidth)"
                    + ".map(it => it.outerHTML.slice(0, 120))";

    @AutoClose
    private static Chromium chromium;

    @TempDir
    Path folder;

    @BeforeAll
    static void openBrowser() {
        chromium = Chromium.orSkip();
    }

    @ParameterizedTest
    @CsvSource({
        "desktop, 1280, 900, LIGHT",
        "desktop-dark, 1280, 900, DARK",
        "phone, 390, 844, LIGHT",
        "phone-dark, 390, 844, DARK"
    })
    void readsAtEveryWidthInLightAndDark(String name, int width, int height, ColorScheme scheme) {
        try (var site = Operated.in(folder);
                var context = open(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme))) {
            stage(site, () -> {
                for (var path : List.of("/runs", "/runs/1", "/audit")) {
                    var page = context.newPage();
                    page.navigate(site.at(path).toString());
                    page.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(SCREENSHOTS.resolve(name + path.replace('/', '-') + ".png")));
                    assertThat((List<?>) page.evaluate(STICKING_OUT))
                            .as("what sticks out sideways on " + path)
                            .isEmpty();
                    assertThat(page.title()).doesNotContain("run'").doesNotStartWith("run ");
                    page.close();
                }
            });
        }
    }

    @Test
    void aJobThatMovesShowsOnAnOpenPageWithinTwoSeconds() {
        try (var site = Operated.in(folder);
                var context = open(new Browser.NewContextOptions())) {
            var page = context.newPage();
            page.navigate(site.at("/runs").toString());
            assertThat(page.locator("[data-live-words]")).hasText("live");

            site.enqueue(new JobPayload.Reconcile(1));

            assertThat(page.locator("[data-job]"))
                    .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(2_000));
        }
    }

    @Test
    void aTriagerCancelsByKeyboardAndWithoutScripts() {
        try (var site = Operated.in(folder);
                var context = open(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            site.enqueue(new JobPayload.Reconcile(1));
            var page = context.newPage();
            page.navigate(site.at("/runs").toString());

            page.locator("button:text('Cancel')").focus();
            page.keyboard().press("Enter");

            assertThat(page).hasURL(site.at("/runs/1").toString());
            assertThat(page.locator(".pill")).containsText("cancelled");
        }
    }

    private static BrowserContext open(Browser.NewContextOptions options) {
        return chromium.browser().newContext(options.setExtraHTTPHeaders(Map.of("Pretend", "mona maintainer")));
    }

    /** A busy afternoon: one job of each sort, and the test while one of them runs. */
    private static void stage(Operated site, Runnable test) {
        var it = Given.contribution(12).now();
        var twelve = new ContributionId(1, 12);
        site.write(transaction -> {
            transaction.apply(new Decision(it, List.of(), List.of(), "treewarden", "31 of 40 sample rows kept"));
            transaction
                    .tokenAccounts()
                    .take(
                            TokenAccounts.ofDay(JobKind.RUN_SAMPLE, LocalDate.ofInstant(Site.NOON, ZoneOffset.UTC)),
                            184_220,
                            Long.MAX_VALUE,
                            Site.NOON);
        });
        site.write(transaction -> {
            transaction.actingFrom("comment 77");
            transaction.audit(AuditEvent.of("ada (9)", "command", "/hold " + HOSTILE));
        });
        site.enqueue(new JobPayload.Reconcile(1));
        site.enqueue(new JobPayload.CheckContribution(twelve));
        site.enqueue(new JobPayload.SnapshotTaxonomy(1));
        var handlers = new ArrayList<JobHandler<?>>(List.of(
                when(JobKind.RECONCILE, context -> JobResult.done("14 open pull requests compared, 1 checked again")),
                when(JobKind.CHECK_CONTRIBUTION, context -> new JobResult.GaveUp("The code host said " + HOSTILE)),
                when(JobKind.SNAPSHOT_TAXONOMY, context -> {
                    context.progress(412, 1_040, "leaves read");
                    site.enqueue(new JobPayload.RunSample(twelve, Given.head(12), List.of(), List.of()));
                    site.write(transaction -> transaction.enqueue(
                            new JobPayload.Remind(1), When.at(Site.NOON.plus(Duration.ofMinutes(20)))));
                    test.run();
                    return JobResult.done("1,040 leaves");
                })));
        try (var worker =
                new JobRunner(site.database(), EnumSet.of(Capability.GPU), List.of(), RunnerConfig.named("gpu-1"))) {
            worker.start();
            assertThat(new JobRunner(
                                    site.database(),
                                    EnumSet.of(Capability.FORGE),
                                    handlers,
                                    RunnerConfig.named("serve-4711"))
                            .runUntilQuiet()
                            .failures())
                    .hasSize(1);
        }
    }

    private interface Work {
        JobResult run(JobContext context);
    }

    private static JobHandler<JobPayload> when(JobKind kind, Work work) {
        return new JobHandler<>() {
            @Override
            public JobKind kind() {
                return kind;
            }

            @Override
            public JobResult run(JobContext context, JobPayload payload) {
                return work.run(context);
            }
        };
    }
}

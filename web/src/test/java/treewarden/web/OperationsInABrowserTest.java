package treewarden.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.JobPayload;

/** Runs and the audit in a real browser. */
class OperationsInABrowserTest {
    @AutoClose
    private static Chromium chromium;

    @TempDir
    Path folder;

    @BeforeAll
    static void openBrowser() {
        chromium = Chromium.orSkip();
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    @Test
    void aJobThatMovesShowsOnAnOpenPage() {
        try (var site = Operated.in(folder);
                var context = open(new Browser.NewContextOptions())) {
            var page = context.newPage();
            page.navigate(site.at("/runs").toString());
            assertThat(page.locator("[data-live-words]")).hasText("live");

            site.enqueue(new JobPayload.Reconcile(1));

            assertThat(page.locator("[data-job]")).hasCount(1);
        }
    }

    @Test
    void whatChangedBeforeThePageListenedShowsAtOnce() {
        try (var site = Operated.in(folder);
                var context = open(new Browser.NewContextOptions())) {
            var held = new ArrayDeque<Route>();
            context.route("**/events?about=jobs", held::add);
            var page = context.newPage();
            page.navigate(site.at("/runs").toString());
            page.waitForCondition(() -> !held.isEmpty());

            site.enqueue(new JobPayload.Reconcile(1));
            held.remove().resume();

            assertThat(page.locator("[data-job]")).hasCount(1);
        }
    }

    @Test
    void aPageThatThereIsNoRoomForSaysThatItLooksByItself() {
        try (var site = Operated.in(folder);
                var context = open(new Browser.NewContextOptions())) {
            context.route("**/events?about=jobs", route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
            var page = context.newPage();
            page.navigate(site.at("/runs").toString());

            assertThat(page.locator("[data-live-words]")).hasText("looks twice a minute");
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

    @Test
    void aTriagerHasWhatFailedTriedAgainByKeyboard() {
        try (var site = Operated.in(folder);
                var context = open(new Browser.NewContextOptions());
                var jobs = EverySortOfJob.on(site.database(), List.of("The code host did not answer"))) {
            var page = context.newPage();
            page.navigate(site.at("/runs").toString());

            ByKeys.goTo(page, "form[action$='/retry'] button");
            page.keyboard().press("Enter");

            assertThat(page).hasURL(site.at("/runs/2").toString());
            assertThat(page.locator(".pill.queued")).containsText("queued");
        }
    }

    private static BrowserContext open(Browser.NewContextOptions options) {
        return chromium.browser().newContext(options.setExtraHTTPHeaders(Map.of("Pretend", "mona maintainer")));
    }
}

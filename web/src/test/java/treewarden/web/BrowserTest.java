package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser. Skipped, and said so, where there is no Chromium; {@code ./check} installs it. */
class BrowserTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String STICKING_OUT =
            "[...document.querySelectorAll('main *')].filter(it => it.getBoundingClientRect().right > window.innerWidth)"
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
        try (var site = Site.in(folder, "A demonstration: contributions, people and the teacher are made up.");
                var context = chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(scheme))) {
            Staged.on(site);
            for (var path :
                    List.of("/", "/contributions/instructlab/taxonomy/12", "/contributions/instructlab/taxonomy/31")) {
                var page = context.newPage();
                page.navigate(site.at(path).toString());
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(SCREENSHOTS.resolve(name + path.replace('/', '-') + ".png")));

                assertThat(page.locator("h1:visible, h2:visible").count()).isPositive();
                assertThat((List<?>) page.evaluate(STICKING_OUT))
                        .as("what sticks out sideways on " + path)
                        .isEmpty();
            }
        }
    }

    @Test
    void anOpenPageShowsAChangeWithoutBeingLoadedAgain() {
        try (var site = Site.in(folder);
                var context = chromium.browser().newContext()) {
            site.with(Given.contribution(1).now());
            var page = context.newPage();
            page.navigate(site.at("/").toString());
            page.locator("[data-live-words]:has-text('live')").waitFor();
            page.evaluate("window.sameDocument = true");

            site.with(Given.contribution(2).titled("Just pushed").now());

            page.locator("[data-contribution='instructlab/taxonomy#2']").waitFor();
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        }
    }

    @Test
    void whoeverGoesByKeysStaysWhereTheyAreWhenThePageChanges() {
        try (var site = Site.in(folder);
                var context = chromium.browser().newContext()) {
            site.with(Given.contribution(1).now());
            var page = openLive(context, site);
            page.evaluate("window.before = document.querySelector('[data-refresh] summary')");
            ByKeys.goTo(page, "[data-refresh] summary");

            site.with(Given.contribution(2).titled("Just pushed").now());
            row(page, 2).waitFor();

            page.waitForFunction("() => document.activeElement.matches('[data-refresh] summary')");
            assertThat(page.evaluate("window.before.isConnected")).isEqualTo(false);
        }
    }

    @Test
    void aPausedPageStaysAsItIs() {
        try (var site = Site.in(folder);
                var one = chromium.browser().newContext();
                var another = chromium.browser().newContext()) {
            site.with(Given.contribution(1).now());
            var paused = openLive(one, site);
            var live = openLive(another, site);
            paused.locator("[data-live-pause]").click();
            paused.locator("[data-live-words]:has-text('paused')").waitFor();

            // When the second change is shown beside it, the first one has been heard of here too, and long enough ago.
            site.with(Given.contribution(2).now());
            row(live, 2).waitFor();
            site.with(Given.contribution(3).now());
            row(live, 3).waitFor();

            assertThat(paused.locator("[data-contribution]").count()).isEqualTo(1);
            paused.locator("[data-live-pause]").click();
            row(paused, 3).waitFor();
        }
    }

    private static Page openLive(BrowserContext context, Site site) {
        var page = context.newPage();
        page.navigate(site.at("/").toString());
        page.locator("[data-live-words]:has-text('live')").waitFor();
        return page;
    }

    private static Locator row(Page page, int number) {
        return page.locator("[data-contribution='instructlab/taxonomy#" + number + "']");
    }

    @Test
    void readsAndFiltersWithScriptsOff() {
        try (var site = Site.in(folder);
                var context =
                        chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Staged.on(site);
            var page = context.newPage();
            page.navigate(site.at("/").toString());

            page.locator("input[name=q]").fill("haiku");
            page.locator("form.filter button").click();
            assertThat(page.locator("[data-contribution]").count()).isEqualTo(1);
            page.locator("a.title").click();

            assertThat(page.locator("h1").innerText()).contains("haiku about the seasons");
            assertThat(page.url()).endsWith("/contributions/instructlab/taxonomy/12?q=haiku");
        }
    }
}

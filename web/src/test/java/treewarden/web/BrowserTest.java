package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser. Skipped, and said so, where there is no Chromium; {@code ./check} installs it. */
class BrowserTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String STICKING_OUT =
            "[...document.querySelectorAll('main *')].filter(it => it.getBoundingClientRect().right > window.innerWidth)"
                    + ".map(it => it.outerHTML.slice(0, 120))";

    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void openBrowser() {
        var chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: the browser tests are skipped; ./check installs it");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
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
                var context = browser.newContext(new Browser.NewContextOptions()
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
}

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Photographs the demo as its people see it. Its arguments: the triage page, the stand-in GitHub's repository, a folder. */
public final class TakePictures {
    private static final List<String> QUIETLY = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final Locator.WaitForOptions PATIENTLY =
            new Locator.WaitForOptions().setTimeout(Duration.ofMinutes(10).toMillis());
    private static final String CONTRIBUTION = "/contributions/demo-community/taxonomy/";

    private final Browser browser;
    private final String site;
    private final Path folder;

    private TakePictures(Browser browser, String site, Path folder) {
        this.browser = browser;
        this.site = site;
        this.folder = folder;
    }

    public static void main(String[] args) {
        var quiet = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (var playwright = Playwright.create(quiet);
                var browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(QUIETLY))) {
            var take = new TakePictures(browser, args[0], Path.of(args[2]));
            take.ofWhatTheBotSays(args[1]);
            take.ofWhatAMaintainerSees();
            take.ofWhatATriagerSees();
            take.ofARelease();
        }
    }

    private void ofWhatTheBotSays(String repository) {
        var page = newPage(1000, 900);
        take(page, "comment", repository + "/pull/1");
        take(page, "findings", repository + "/pull/3");
    }

    /** A maintainer decides on two first, so that there is something to tell. */
    private void ofWhatAMaintainerSees() {
        var page = signedIn("maintainer-ada");
        page.navigate(site + CONTRIBUTION + "1");
        page.keyboard().press("a");
        page.locator(".result button").waitFor();
        page.navigate(site + CONTRIBUTION + "6");
        page.keyboard().press("c");
        page.keyboard().type("Two of the answers explain another idiom than the question names. Please correct them.");
        page.locator("details.request-changes button[name=command]").press("Enter");
        page.locator(".result button").waitFor();
        inBoth(page, "audit", "/audit");
    }

    private void ofWhatATriagerSees() {
        var page = signedIn("triager-bo");
        inBoth(page, "triage", "/");
        inBoth(page, "tree", "/tree");
        inBoth(page, "over-time", "/over-time");
        inBoth(page, "runs", "/runs");
        page.setViewportSize(1280, 1100);
        inBoth(page, "contribution", CONTRIBUTION + "4", TakePictures::aboutToAskForChanges);
        page.setViewportSize(390, 844);
        take(page, "triage-phone", site + "/");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        take(page, "contribution-phone", site + CONTRIBUTION + "2");
    }

    /** As soon as it waits for a person: the demo trains, and examines what it trained, for a minute or more. */
    private void ofARelease() {
        var page = signedIn("maintainer-ada");
        page.navigate(site + "/releases");
        if (page.locator("main table a").count() == 0) {
            System.out.println("There is no release: trainer/check --install makes what the demo trains with.");
            return;
        }
        page.locator("main table").getByText("waiting for approval").waitFor(PATIENTLY);
        page.navigate(site + page.locator("main table a").first().getAttribute("href"));
        inBoth(page, "release", name -> saveFromTo(page, name, "Gate", "What it holds"));
    }

    private static void aboutToAskForChanges(Page page) {
        page.keyboard().press("c");
        page.keyboard().type("The third answer rounds an inch to 2.5 cm, the others to 2.54. Please use one of them.");
    }

    private Page signedIn(String login) {
        var page = newPage(1280, 900);
        page.navigate(site + "/login");
        page.locator("form:has(input[name=as][value=" + login + "]) button").click();
        page.waitForURL(site + "/**");
        return page;
    }

    private Page newPage(int width, int height) {
        return browser.newPage(new Browser.NewPageOptions()
                .setViewportSize(width, height)
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE));
    }

    private void inBoth(Page page, String name, String path) {
        inBoth(page, name, path, it -> {});
    }

    private void inBoth(Page page, String name, String path, Consumer<Page> then) {
        page.navigate(site + path);
        then.accept(page);
        inBoth(page, name, it -> save(page, it));
    }

    /** @param save takes the picture of this name */
    private static void inBoth(Page page, String name, Consumer<String> save) {
        save.accept(name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        save.accept(name + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void take(Page page, String name, String address) {
        page.navigate(address);
        save(page, name);
    }

    /** From one heading to another, however far down they stand. */
    private void saveFromTo(Page page, String name, String heading, String next) {
        double top = top(page, heading);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setClip(0, top, 1180, top(page, next) - top)
                .setPath(folder.resolve(name + ".png")));
    }

    private static double top(Page page, String heading) {
        return page.locator("h2:has-text('" + heading + "')").boundingBox().y - 16;
    }

    private void save(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }
}

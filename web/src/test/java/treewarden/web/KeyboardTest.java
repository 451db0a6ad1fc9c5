package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.PullRequest;

/** Deciding in a real browser: by keys alone, without scripts, and with hostile words. */
class KeyboardTest {
    @AutoClose
    private static Chromium chromium;

    @TempDir
    Path folder;

    private DecideSite site;

    @BeforeAll
    static void openBrowser() {
        chromium = Chromium.orSkip();
    }

    @BeforeEach
    void open() {
        site = new DecideSite(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void decidesByKeysAlone() {
        var first = site.ready("haiku");
        var second = site.ready("sonnets");
        try (var context = as(site.triager("tess"))) {
            var page = context.newPage();
            page.navigate(site.at("/").toString());
            page.keyboard().press("j");
            page.keyboard().press("o");
            page.waitForURL("**" + site.path(first) + "*");
            page.screenshot(shot("deciding"));
            page.keyboard().press("c");
            assertThat(page.evaluate("document.activeElement.name")).isEqualTo("reason");
            page.screenshot(shot("deciding-asked"));
            page.keyboard().type("exact sources, please");
            page.keyboard().press("Escape");
            assertThat(page.locator("textarea:visible").count()).isZero();
            page.keyboard().press("c");
            assertThat(page.locator("textarea:visible").inputValue()).isEqualTo("exact sources, please");
            page.locator("details.request-changes button[name=command]").press("Enter");

            page.waitForURL("**" + site.path(second) + "*");
            assertThat(page.locator(".result").innerText())
                    .contains("exact sources, please", "waits for requested changes now");
            assertThat(site.contribution(first).state()).isEqualTo(ContributionState.CHANGES_REQUESTED);

            page.screenshot(shot("deciding-result"));
            page.keyboard().press("z");
            page.waitForURL("**" + site.path(first) + "*");
            assertThat(site.contribution(first).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        }
    }

    @Test
    void keysThatAreSwitchedOffStaySo() {
        var pull = site.ready("haiku");
        try (var context = as(site.triager("tess"))) {
            var page = context.newPage();
            page.navigate(site.at(site.path(pull)).toString());
            page.keyboard().press("Control+c");
            assertThat(page.locator("textarea:visible").count()).isZero();
            assertThat(page.locator(".head .hint").innerText()).isEqualTo("o");
            assertThat(page.locator("p.keys .hint").innerText()).contains("j k next and previous");
            page.keyboard().press("?");
            page.locator("[data-keys-on]").uncheck();
            page.locator("dialog button[type=submit]").click();
            page.reload();
            page.keyboard().press("c");

            assertThat(page.locator("textarea:visible").count()).isZero();
            assertThat(page.locator(".hint:visible, summary kbd:visible").count())
                    .isZero();
            assertThat(page.locator("[data-keys-help] kbd:visible").count()).isOne();
        }
    }

    @Test
    void whatIsTypedWhileTheNewPageIsOnItsWayStays() {
        var pull = site.ready("haiku");
        try (var context = as(site.triager("tess"))) {
            var page = context.newPage();
            var onItsWay = heldBack(page, pull);
            page.locator("details.uncertain > summary").click();
            page.locator("details.uncertain textarea").fill("Is it a skill?");

            onItsWay.resume();

            page.locator("[data-live-words]:has-text('when you are done')").waitFor();
            assertThat(page.locator("details.uncertain textarea").inputValue()).isEqualTo("Is it a skill?");
        }
    }

    @Test
    void whatIsOpenedAndClosedWhileTheNewPageIsOnItsWayStaysSo() {
        var pull = site.ready("haiku");
        try (var context = as(site.triager("tess"))) {
            var page = context.newPage();
            page.navigate(site.at(site.path(pull)).toString());
            page.locator("details.passed > summary").click();
            page.locator("[data-live-words]:has-text('live')").waitFor();
            var onItsWay = heldBack(page, pull);
            page.locator("details.passed > summary").click();
            page.locator("details.more > summary").click();
            page.evaluate("window.before = document.querySelector('details.more')");

            onItsWay.resume();

            page.waitForFunction("() => !window.before.isConnected");
            assertThat(page.locator("details.more[open]").count())
                    .as("opened meanwhile")
                    .isOne();
            assertThat(page.locator("details.passed[open]").count())
                    .as("closed meanwhile")
                    .isZero();
            assertThat(page.evaluate("document.activeElement.matches('details.more > summary')"))
                    .isEqualTo(true);
        }
    }

    /** The page is open, something changed, and the new page for it is on its way until somebody lets it go on. */
    private Route heldBack(Page page, PullRequest pull) {
        var held = new ArrayDeque<Route>();
        page.route(request -> request.endsWith(site.path(pull)), route -> {
            if (route.request().headers().containsKey("hx-request")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        if (!page.url().endsWith(site.path(pull))) {
            page.navigate(site.at(site.path(pull)).toString());
        }
        page.locator("[data-live-words]:has-text('live')").waitFor();
        // It may be held already: a page that has just been opened looks whether something changed meanwhile.
        site.ready("sonnets");
        page.waitForCondition(() -> !held.isEmpty());
        return held.remove();
    }

    @Test
    void goesUpAndDownTheQueueByKeysAlone() {
        var first = site.ready("haiku");
        var second = site.ready("sonnets");
        var third = site.ready("odes");
        try (var context = as(site.triager("tess"))) {
            var page = context.newPage();
            page.navigate(site.at("/?q=add").toString());

            press(page, "k");
            assertThat(pointedAt(page)).as("nothing stands above the first").isEmpty();
            press(page, "j", "j", "j", "j");
            assertThat(pointedAt(page)).as("nothing stands below the last").endsWith(site.path(third));
            press(page, "k");
            assertThat(pointedAt(page)).endsWith(site.path(second));
            press(page, "k", "k");
            assertThat(pointedAt(page)).endsWith(site.path(first));
            press(page, "j", "Enter");
            page.waitForURL("**" + site.path(second) + "*");

            press(page, "j");
            page.waitForURL("**" + site.path(third) + "*");
            press(page, "k");
            page.waitForURL("**" + site.path(second) + "*");
            press(page, "k");
            page.waitForURL("**" + site.path(first) + "*");
        }
    }

    /** Where the thing leads that has the focus; empty where that is not a title in the queue. */
    private static String pointedAt(Page page) {
        return (String)
                page.evaluate("document.activeElement.matches('.row a.title') ? document.activeElement.pathname : ''");
    }

    private static void press(Page page, String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    @Test
    void searchesAndKeepsTheViewByKeysAlone() {
        site.ready("haiku");
        site.ready("sonnets");
        try (var context = as(site.triager("tess"))) {
            var page = context.newPage();
            page.navigate(site.at("/").toString());
            page.keyboard().press("/");
            page.keyboard().type("sonnets");
            page.keyboard().press("Enter");
            page.waitForURL("**q=sonnets*");
            ByKeys.goTo(page, "form.keep input[type=text]");
            page.keyboard().type("Poems");
            page.keyboard().press("Enter");
            page.locator(".views nav a:text('Poems')").waitFor();
            page.navigate(site.at("/").toString());
            ByKeys.goTo(page, ".views nav a");
            page.keyboard().press("Enter");

            page.waitForURL("**q=sonnets*");
            assertThat(page.locator(".group [data-contribution]").count()).isOne();
        }
    }

    @Test
    void walksTheTreeByKeysAlone() {
        var pull = site.ready("haiku");
        try (var context = as(site.triager("tess"))) {
            var page = context.newPage();
            page.navigate(site.at("/").toString());
            ByKeys.goTo(page, ".sites a[href='/tree']");
            page.keyboard().press("Enter");
            page.waitForURL("**/tree");
            ByKeys.goTo(page, "ul.branches summary");
            page.keyboard().press("Enter");
            assertThat(page.locator("ul.branches ul a:visible").count()).isZero();
            page.keyboard().press("Enter");
            ByKeys.goTo(page, "ul.branches ul a.here");
            page.keyboard().press("Enter");

            page.waitForURL("**" + site.path(pull) + "*");
        }
    }

    @Test
    void decidesWithScriptsOff() {
        var pull = site.ready("haiku");
        try (var context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setExtraHTTPHeaders(Map.of("X-Test-Visitor", site.triager("tess"))))) {
            var page = context.newPage();
            page.navigate(site.at(site.path(pull)).toString());
            page.locator("details.uncertain > summary").click();
            page.locator("details.uncertain textarea").fill("Is it a skill?");
            page.locator("details.uncertain button[name=command]").click();

            assertThat(page.locator(".result").innerText()).contains("Is it a skill?", "Undo");
            assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.UNCERTAIN);
        }
    }

    @Test
    void hostileWordsAreWordsAndNothingElse() {
        var pull = site.ready("haiku");
        try (var context = as(site.triager("tess"))) {
            var page = context.newPage();
            var dialogs = new ArrayList<String>();
            page.onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            for (var payload : HostileTextTest.PAYLOADS) {
                page.navigate(site.at(site.path(pull)).toString());
                say(page, "reject", payload);
                assertThat(page.locator("textarea").inputValue()).isEqualTo(payload);
                assertUntouched(page);
                page.navigate(site.at(site.path(pull)).toString());
                say(page, "request-changes", payload);
                assertThat(page.locator(".result").innerText()).contains(payload);
                assertUntouched(page);
            }
            assertThat(dialogs).isEmpty();
        }
    }

    /** Types it; where a name is asked for, the same hostile words stand there. */
    private static void say(Page page, String command, String words) {
        var details = page.locator("details.act." + command);
        details.locator("> summary").click();
        details.locator("textarea").fill(words);
        if (details.locator("input[name=name]").count() > 0) {
            details.locator("input[name=name]").fill(words);
        }
        details.locator("button[name=command]").click();
    }

    private static void assertUntouched(Page page) {
        assertThat(page.evaluate("window.hit")).isNull();
        assertThat(page.locator("main script, main img, main iframe, main style, main math, main template")
                        .count())
                .isZero();
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", name + ".png"));
    }

    private static BrowserContext as(String visitor) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions().setExtraHTTPHeaders(Map.of("X-Test-Visitor", visitor)));
    }
}

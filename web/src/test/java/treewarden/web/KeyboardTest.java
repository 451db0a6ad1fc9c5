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
                    .contains("exact sources, please", "is now changes requested");
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
            var held = new ArrayDeque<Route>();
            page.route(request -> request.endsWith(site.path(pull)), route -> {
                if (route.request().headers().containsKey("hx-request")) {
                    held.add(route);
                } else {
                    route.resume();
                }
            });
            page.navigate(site.at(site.path(pull)).toString());
            page.locator("[data-live-words]:has-text('live')").waitFor();
            page.waitForRequest(request -> request.headers().containsKey("hx-request"), () -> site.ready("sonnets"));
            page.locator("details.uncertain > summary").click();
            page.locator("details.uncertain textarea").fill("Is it a skill?");

            page.waitForCondition(() -> !held.isEmpty());
            held.remove().resume();

            page.locator("[data-live-words]:has-text('when you are done')").waitFor();
            assertThat(page.locator("details.uncertain textarea").inputValue()).isEqualTo("Is it a skill?");
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

package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Person;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** An open page in a real browser: where its keys lead in a long list, and that what was chosen on it stays chosen. */
class OpenPageTest {
    @AutoClose
    private static Chromium chromium;

    @TempDir
    Path folder;

    private Site site;
    private BrowserContext context;

    @BeforeAll
    static void openBrowser() {
        chromium = Chromium.orSkip();
    }

    @BeforeEach
    void open() {
        site = Site.in(folder);
        site.signIn(new Visitor(new Person(43, "mona"), PageRole.MAINTAINER, "token"));
        context = chromium.browser().newContext();
    }

    @AfterEach
    void close() {
        context.close();
        site.close();
    }

    @Test
    void fromOneFarDownInTheListKeysLeadToTheNextAndToTheOneBefore() {
        site.with(Given.many(25));
        var page = context.newPage();
        page.navigate(site.at(path(23)).toString());

        assertThat(page.locator(".row[aria-current]").getAttribute("data-contribution"))
                .endsWith("#23");
        pressAndArrive(page, "k", 22);
        pressAndArrive(page, "j", 23);
        pressAndArrive(page, "j", 24);
        pressAndArrive(page, "j", 25);
        page.keyboard().press("j");
        assertThat(page.url()).as("nothing stands below the last").endsWith(path(25));
    }

    @Test
    void theEndOfWhatIsListedIsNotTheEnd() {
        site.with(Given.many(25));
        var page = context.newPage();
        page.navigate(site.at(path(ReadQueue.FIRST - 1)).toString());

        pressAndArrive(page, "j", 20);
        pressAndArrive(page, "j", 21);
        pressAndArrive(page, "j", 22);
        pressAndArrive(page, "k", 21);
        pressAndArrive(page, "k", 20);
    }

    @Test
    void besideOneThatTheFilterLeavesOutTheFirstOfTheListIsNext() {
        site.with(Given.many(3));
        var page = context.newPage();
        page.navigate(site.at(path(3) + "?q=%231").toString());

        page.keyboard().press("k");
        assertThat(page.url()).contains(path(3));
        pressAndArrive(page, "j", 1);
    }

    private static void pressAndArrive(Page page, String key, int number) {
        page.keyboard().press(key);
        page.waitForURL("**" + path(number) + "*");
    }

    private static String path(int number) {
        return "/contributions/instructlab/taxonomy/" + number;
    }

    @Test
    void theHelpSaysWhichKeysAreOfAContributionsPage() {
        site.with(Given.many(1));
        var page = context.newPage();
        page.navigate(site.at("/").toString());
        page.keyboard().press("?");

        assertThat(page.locator("dialog.keys dt:has(kbd:text-is('a')) + dd").innerText())
                .isEqualTo("approve on a contribution's page");
        assertThat(page.locator("dialog.keys dt:has(kbd:text-is('j')) + dd").innerText())
                .isEqualTo("the next contribution");
    }

    @Test
    void aChoiceStaysUntilItIsSentOrTakenBack() {
        site.with(Given.many(1));
        var page = live();
        page.locator("select[name=state]").selectOption("merged");
        page.locator("details.narrow > summary").click();

        site.with(Given.contribution(2).titled("Just pushed").now());

        page.locator("[data-live-words]:has-text('when you are done')").waitFor();
        assertThat(page.locator("select[name=state]").inputValue()).isEqualTo("merged");
        page.locator("select[name=state]").selectOption("");
        page.locator("details.narrow > summary").click();
        page.locator(".group [data-contribution='instructlab/taxonomy#2']").waitFor();
    }

    @Test
    void whatIsChosenWhileTheNewPageIsOnItsWayStays() {
        site.with(Given.many(1));
        var page = live();
        var held = new ArrayDeque<Route>();
        page.route(request -> request.equals(site.at("/").toString()), held::add);
        page.waitForRequest(
                request -> request.headers().containsKey("hx-request"),
                () -> site.with(Given.contribution(2).now()));
        page.waitForCondition(() -> !held.isEmpty());
        page.locator("form.several summary").click();
        page.locator("form.several select").selectOption("hold");
        page.locator("form.several summary").focus();

        held.remove().resume();

        page.locator("[data-live-words]:has-text('when you are done')").waitFor();
        assertThat(page.locator("form.several select").inputValue()).isEqualTo("hold");
    }

    private Page live() {
        var page = context.newPage();
        page.navigate(site.at("/").toString());
        page.locator("[data-live-words]:has-text('live')").waitFor();
        return page;
    }
}

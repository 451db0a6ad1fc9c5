package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect.ShowRelease;
import treewarden.domain.Person;
import treewarden.web.session.Access;
import treewarden.web.session.PageRole;
import treewarden.web.session.SignInRoutes;
import treewarden.web.session.Standing;
import treewarden.web.session.Visitor;

/**
 * Every page in every state, as a monitor and as a phone show it, light and dark: axe-core finds nothing,
 * nothing is to be scrolled sideways, and keys lead everywhere. A new page is one line in {@link #pages}.
 */
class EveryPageTest {
    private static final Visitor TESS = new Visitor(new Person(42, "tess"), PageRole.TRIAGER, "token");
    private static final Visitor MONA = new Visitor(new Person(43, "mona"), PageRole.MAINTAINER, "token");
    private static final String LONG_WORD =
            "Donaudampfschifffahrtsgesellschaftskapitaen".repeat(5).substring(0, 200);
    private static final String LEFTWARDS =
            "\u0634\u062c\u0631\u0629 \u0627\u0644\u0645\u0639\u0631\u0641\u0629 \u0648\u0643\u062a\u0627\u0628"
                    .repeat(6);
    private static final List<String> HARD_TO_SET =
            List.of(LONG_WORD, LEFTWARDS, "\u202egpj.exe " + "WWWW ".repeat(38));

    @AutoClose
    private static Chromium chromium;

    @TempDir
    static Path folder;

    private static Site site;
    private static EverySortOfJob jobs;
    private static FirstInstallation installation;
    private static DecideSite deciding;
    private static SignInSite members;
    private static String tess;
    private static String mia;

    /** Who asks for what, where that is all it takes to come to a page. */
    record Asked(Visitor visitor, String path) {}

    /** A page in a state: what it is called, who sees it, and how one comes to it. */
    record Shown(String name, @Nullable Asked asked, Consumer<Page> way) {
        Shown then(Consumer<Page> more) {
            return new Shown(name, asked, way.andThen(more));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shown> pages() {
        var twelve = "/contributions/instructlab/taxonomy/12";
        return Stream.of(
                at("queue of somebody who has not signed in", Visitor.ANYBODY, "/"),
                at("queue that opens on your turn", TESS, "/"),
                at("queue with everything open", TESS, "/?q=&kind=knowledge").then(EveryPageTest::openAll),
                at("queue in which nothing is found", TESS, "/?q=zzz"),
                at("queue of an address with nonsense", TESS, "/?state=asleep&sort=x&findings=y"),
                at("help for the keys", TESS, "/").then(page -> page.keyboard().press("?")),
                at("contribution with a sample", Visitor.ANYBODY, twelve),
                at("contribution with everything open", TESS, twelve).then(EveryPageTest::openAll),
                at("contribution about to be refused", TESS, twelve)
                        .then(page -> page.keyboard().press("c")),
                at("contribution about to be rejected", TESS, twelve)
                        .then(page -> page.keyboard().press("x")),
                at("contribution with findings", MONA, "/contributions/instructlab/taxonomy/31"),
                at("contribution that is being checked", TESS, "/contributions/instructlab/taxonomy/38"),
                at("contribution that waits for a go", MONA, "/contributions/instructlab/taxonomy/36"),
                at("contribution that is closed", MONA, "/contributions/instructlab/taxonomy/8"),
                at("contribution with very long words", TESS, "/contributions/instructlab/taxonomy/101"),
                at(
                        "contribution with very long words, all of it",
                        TESS,
                        "/contributions/instructlab/taxonomy/101?all=yes"),
                at("contribution written leftwards", MONA, "/contributions/instructlab/taxonomy/102"),
                at("contribution with a mark that turns the writing", TESS, "/contributions/instructlab/taxonomy/103"),
                at("tree", TESS, "/tree").then(EveryPageTest::openAll),
                at("folder", TESS, "/tree?at=compositional_skills/writing"),
                at("tree in which nothing is found", TESS, "/tree?q=zzz"),
                at("over time", TESS, "/over-time"),
                at("runs, to read", Visitor.ANYBODY, "/runs"),
                at("runs, to stop and to try again", TESS, "/runs"),
                at("runs that failed, some way back", TESS, "/runs?state=failed&before=5"),
                at("runs of an address with nonsense", TESS, "/runs?state=asleep&before=x"),
                at("job that failed", TESS, "/runs/2"),
                at("job that runs", TESS, "/runs/7"),
                at("releases", MONA, "/releases"),
                at("release that is published", Visitor.ANYBODY, "/releases/" + Released.FIRST)
                        .then(EveryPageTest::openAll),
                at("release that waits for a person", MONA, "/releases/" + Released.SECOND)
                        .then(EveryPageTest::openAll),
                at("release of a leaf with very long words", TESS, "/releases/" + Released.SECOND + "?all=yes&leaf=x"),
                at("release after a year of others", MONA, "/releases/" + Evaluations.id(12))
                        .then(EveryPageTest::openAll),
                at("release that was the first of its model", TESS, "/releases/" + Evaluations.id(0)),
                at("release that is not there", TESS, "/releases/release-20200101"),
                at("audit", MONA, "/audit"),
                at("audit in which nothing is found", MONA, "/audit?person=zzz&from=soon"),
                at("audit for somebody who may not read it", TESS, "/audit"),
                at("sign-in where nobody can", Visitor.ANYBODY, "/login"),
                at("address with nothing", Visitor.ANYBODY, "/nothing/here"),
                at("form of somebody who is signed out by now", TESS, twelve).then(EveryPageTest::sendSignedOut),
                setUp("first installation", FirstInstallation::asks),
                setUp("first installation that is done", FirstInstallation::done),
                setUp("first installation that was refused", FirstInstallation::refuses),
                setUp("address with nothing, at the first installation", FirstInstallation::nothing),
                at("release that the code host does not show", MONA, "/releases/" + Released.FIRST),
                at("reason of somebody who maintains no more", MONA, "/releases/" + Released.SECOND)
                        .then(EveryPageTest::approve),
                at("tree of leaves that are released", TESS, "/tree?at=knowledge")
                        .then(EveryPageTest::openAll),
                at("releases, with something to be kept out", MONA, "/releases").then(EveryPageTest::openAll),
                at("release that people may get again", MONA, "/releases/" + Released.FIRST)
                        .then(page ->
                                page.locator("details.roll-back > summary").click()),
                ofMembers("pages of members, for somebody who has not signed in", Standing.READER, "/tree"),
                ofMembers("pages of members, for somebody who is none", Standing.STRANGER, "/login"),
                ofMembers("sign-in that is done", Standing.READER, "/login")
                        .then(page ->
                                page.navigate(members.at("/login/done?to=/tree").toString())),
                ofMembers("sign-in that was begun elsewhere", Standing.READER, SignInRoutes.BACK + "?code=1&state=x"),
                decided("decision while nothing can be written", EveryPageTest::decideInVain),
                decided("decision that can be taken back", EveryPageTest::decide),
                decided("contribution that somebody looks after, with everything open", EveryPageTest::assign)
                        .then(EveryPageTest::openAll),
                decided("assignment to nobody that there is", EveryPageTest::assignToAStranger),
                decided("decision that came too late", EveryPageTest::decideTooLate),
                decided("decision on several that wants a reason", EveryPageTest::decideOnSeveral),
                decided("decision on several", EveryPageTest::decideOnSeveralWithAReason));
    }

    @BeforeAll
    static void open(@TempDir Path other, @TempDir Path third) {
        chromium = Chromium.orSkip();
        site = Site.in(folder, "A demonstration: contributions, people and the teacher are made up.");
        jobs = stage(site);
        installation = FirstInstallation.of("Tending " + LONG_WORD, "/home/somebody/" + LONG_WORD);
        members = new SignInSite(third, Access.Reading.MEMBERS);
        deciding = new DecideSite(other);
        tess = deciding.triager("tess");
        mia = deciding.maintainer("mia");
        deciding.ready("sonnets");
    }

    /** Something for every page to show. */
    static EverySortOfJob stage(Site site) {
        Staged.on(site);
        for (int n = 0; n < HARD_TO_SET.size(); n++) {
            SameTextEverywhere.on(site, 101 + n, HARD_TO_SET.get(n));
            SameTextEverywhere.keptBy(site, 42, HARD_TO_SET.get(n));
        }
        site.knows(Released.HAIKU, Released.TIDES, "knowledge/old", "knowledge/science/" + LONG_WORD);
        var jobs = EverySortOfJob.on(site.database(), HARD_TO_SET);
        Released.publishedLast(site.database());
        Released.waitingAfterAnother(site.database(), String.join(" ", HARD_TO_SET));
        Evaluations.year(site.database(), HARD_TO_SET.get(0));
        refuseToShow(site, String.join(" ", HARD_TO_SET));
        return jobs;
    }

    @AfterAll
    static void close() {
        if (jobs != null) {
            jobs.close();
            site.close();
            installation.close();
            deciding.close();
            members.close();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everybodyCanUseIt(Shown shown) {
        try (var context = context()) {
            var page = context.newPage();
            Axe.into(page);
            shown.way().accept(page);
            var complaints = new ArrayList<String>();
            Axe.complaints(page).forEach(it -> complaints.add("on a monitor, " + it));
            addSideways(complaints, page);
            complaints.addAll(ByKeys.missed(page));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            Axe.complaintsAboutColours(page).forEach(it -> complaints.add("in the dark, " + it));
            page.setViewportSize(390, 844);
            Axe.complaintsAboutColours(page).forEach(it -> complaints.add("in the dark on a phone, " + it));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            Axe.complaints(page).forEach(it -> complaints.add("on a phone, " + it));
            addSideways(complaints, page);

            assertThat(page.locator("h1").count()).isOne();
            assertThat(complaints).isEmpty();
        }
    }

    private static void addSideways(List<String> complaints, Page page) {
        var beyond = page.evaluate("""
                () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
                  .filter((it) => it.getBoundingClientRect().right > innerWidth && !it.closest('.scrolled *'))
                  .map((it) => 'sticks out at ' + innerWidth + ': ' + it.outerHTML.slice(0, 120))""");
        ((List<?>) beyond).forEach(it -> complaints.add(it.toString()));
    }

    private static BrowserContext context() {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setReducedMotion(ReducedMotion.REDUCE));
    }

    private static Shown at(String name, Visitor visitor, String path) {
        return new Shown(name, new Asked(visitor, path), page -> {
            site.signIn(visitor);
            page.navigate(site.at(path).toString());
        });
    }

    private static Shown setUp(String name, Function<FirstInstallation, URI> address) {
        return new Shown(
                name, null, page -> page.navigate(address.apply(installation).toString()));
    }

    /** The code host says this of the first release that is there. */
    private static void refuseToShow(Site site, String why) {
        var show = new ShowRelease(
                ContributionId.ofAll(Given.TAXONOMY.id()),
                Released.FIRST.name(),
                new CommitId("a".repeat(40)),
                "A release",
                "What is new");
        site.write(transaction -> {
            transaction.show(Given.TAXONOMY, List.of(show));
            var waiting = transaction.outbox().waiting(Given.TAXONOMY.installation(), 1_000);
            transaction.outbox().refused(waiting.get(waiting.size() - 1).id(), why);
        });
    }

    /** Nobody can sign in at this site, so the code host lets nobody decide. */
    private static void approve(Page page) {
        page.locator("details.approve > summary").click();
        page.locator("details.approve textarea").fill("I asked it about " + LONG_WORD);
        page.locator("details.approve button").click();
        page.locator(".kept").waitFor();
    }

    private static Shown decided(String name, Consumer<Page> way) {
        return new Shown(name, null, page -> {
            page.setExtraHTTPHeaders(Map.of("X-Test-Visitor", tess));
            way.accept(page);
        });
    }

    private static void openAll(Page page) {
        page.evaluate("document.querySelectorAll('details').forEach((it) => { if (!it.name) it.open = true; })");
    }

    private static void sendSignedOut(Page page) {
        page.keyboard().press("c");
        page.keyboard().type("Exact sources, please.");
        site.signIn(Visitor.ANYBODY);
        page.locator("details.request-changes button[name=command]").click();
        page.locator(".kept").waitFor();
    }

    private static Shown ofMembers(String name, Standing standing, String path) {
        return new Shown(name, null, page -> {
            members.nowIs(standing);
            page.navigate(members.at(path).toString());
        });
    }

    private static void decideInVain(Page page) {
        page.navigate(deciding.at(deciding.path(deciding.ready("odes"))).toString());
        try (var other = deciding.hold()) {
            sayUncertain(page);
            page.locator(".kept").waitFor();
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void decide(Page page) {
        page.navigate(deciding.at(deciding.path(deciding.ready("haiku"))).toString());
        sayUncertain(page);
        page.locator(".result button").waitFor();
    }

    private static void assign(Page page) {
        page.navigate(deciding.at(deciding.path(deciding.ready("fables"))).toString());
        openAll(page);
        page.locator("form.assign button").click();
        page.locator(".result p").waitFor();
    }

    private static void assignToAStranger(Page page) {
        page.navigate(deciding.at(deciding.path(deciding.ready("ballads"))).toString());
        openAll(page);
        page.locator("form.assign-to input[name=login]").fill(LONG_WORD);
        page.locator("form.assign-to button").click();
        page.locator(".refused").waitFor();
    }

    /** Of two windows, the one that comes second. */
    private static void decideTooLate(Page page) {
        page.navigate(deciding.at(deciding.path(deciding.ready("late"))).toString());
        // This window must not see what the other one does before it is sent.
        page.locator("[data-live-pause]").click();
        var first = page.context().newPage();
        first.setExtraHTTPHeaders(Map.of("X-Test-Visitor", mia));
        first.navigate(page.url());
        sayUncertain(first);
        first.locator(".result button").waitFor();
        first.close();
        sayUncertain(page);
        page.locator(".refused").waitFor();
    }

    private static void decideOnSeveral(Page page) {
        page.navigate(deciding.at("/").toString());
        page.locator("input[name=pick]").first().check();
        page.locator(".several summary").click();
        page.locator(".several button").click();
        page.locator(".outcomes").waitFor();
    }

    private static void decideOnSeveralWithAReason(Page page) {
        decideOnSeveral(page);
        page.locator(".again textarea").fill("Is " + LONG_WORD + " a skill?");
        page.locator(".again button").click();
        page.locator(".outcomes table").waitFor();
    }

    private static void sayUncertain(Page page) {
        page.locator("details.uncertain > summary").click();
        page.locator("details.uncertain textarea").fill("Is " + LONG_WORD + " a skill?");
        page.locator("details.uncertain button[name=command]").click();
    }
}

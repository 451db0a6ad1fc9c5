package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.ContributionState;
import treewarden.domain.JobPayload;
import treewarden.domain.Person;
import treewarden.sandbox.github.PullRequest;

/**
 * Everything that can be done to contributions, as somebody at a desk does it without a mouse and as somebody does it on a
 * phone; what came of it is asked of the database and of the stand-in GitHub.
 */
class EveryActionTest {
    private static final double PATIENCE_MS = 10_000;

    private static final Duration UNTIL_IT_IS_TOLD = Duration.ofSeconds(15);

    @AutoClose
    private static Chromium chromium;

    @TempDir
    static Path folder;

    private static DecideSite site;
    private static String tess;
    private static String mia;
    private static int topics;

    /** Somebody with a page open, and a contribution that is ready. */
    record Visit(Page page, Hand hand, PullRequest pull) {
        void press(String selector) {
            hand.press(page, selector);
        }

        void send(String selector) {
            hand.send(page, selector);
        }

        void type(String selector, String text) {
            hand.type(page, selector, text);
        }

        /** Opens a decision, says why and sends it. */
        void decide(String command, String why) {
            press("details.act." + command + " > summary");
            type("details.act." + command + " textarea", why);
            send("details.act." + command + " button[name=command]");
        }

        ContributionState state() {
            return site.contribution(pull).state();
        }
    }

    /** @param does it, and says what is there afterwards */
    private record Action(String name, String by, BiConsumer<Visit, PullRequest> does) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                        new Action("approve", mia, (it, pull) -> {
                            site.sampled(pull);
                            it.send("form.act.approve button");
                            assertThat(it.state()).isEqualTo(ContributionState.APPROVED);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(pull.labels()).contains("triage-approved");
                        }),
                        new Action("request changes", tess, (it, pull) -> {
                            it.decide("request-changes", "exact sources, please");
                            assertThat(it.state()).isEqualTo(ContributionState.CHANGES_REQUESTED);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(site.said(pull)).contains("exact sources, please");
                        }),
                        new Action("uncertain", tess, (it, pull) -> {
                            it.decide("uncertain", "Is it a skill?");
                            assertThat(it.state()).isEqualTo(ContributionState.UNCERTAIN);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(site.said(pull)).contains("Is it a skill?");
                        }),
                        new Action("reject", mia, (it, pull) -> {
                            it.press("details.act.reject > summary");
                            it.type("details.act.reject textarea", "It is known already.");
                            var name = it.page()
                                    .locator("details.act.reject label code")
                                    .innerText();
                            it.type("details.act.reject input[name=name]", name);
                            it.send("details.act.reject button[name=command]");
                            assertThat(it.state()).isEqualTo(ContributionState.REJECTED);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(site.said(pull)).contains("It is known already.");
                            assertThat(pull.labels()).contains("triage-rejected");
                        }),
                        new Action("hold", mia, (it, pull) -> {
                            it.decide("hold", "until the licence is clear");
                            assertThat(it.state()).isEqualTo(ContributionState.ON_HOLD);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(site.said(pull)).contains("until the licence is clear");
                        }),
                        new Action("sample", mia, (it, pull) -> {
                            site.sampleWasStopped(pull);
                            it.send("form.act.sample button");
                            assertThat(it.state()).isEqualTo(ContributionState.SAMPLING);
                            assertThat(site.waiting(pull)).contains(JobPayload.RunSample.class.getSimpleName());
                        }),
                        new Action("undo", tess, (it, pull) -> {
                            it.decide("uncertain", "for a moment");
                            it.send(".result form button");
                            assertThat(it.state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(site.said(pull)).doesNotContain("for a moment");
                        }),
                        new Action("assign to me", tess, (it, pull) -> {
                            it.press("details.act.more > summary");
                            it.send("form.act.assign button");
                            assertThat(site.contribution(pull).assignee()).isNotNull();
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(pull.assignees())
                                    .singleElement()
                                    .satisfies(who -> assertThat(who.login()).isEqualTo("tess"));
                        }),
                        new Action("assign to nobody", tess, (it, pull) -> {
                            it.press("details.act.more > summary");
                            it.send("form.act.assign button");
                            it.press("details.act.more > summary");
                            it.send("form.act.assign-none button");
                            assertThat(site.contribution(pull).assignee()).isNull();
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(pull.assignees()).isEmpty();
                        }),
                        new Action("assign to somebody", tess, (it, pull) -> {
                            it.press("details.act.more > summary");
                            it.type("form.act.assign-to input[name=login]", "mia");
                            it.send("form.act.assign-to button");
                            assertThat(site.contribution(pull).assignee())
                                    .extracting(Person::login)
                                    .isEqualTo("mia");
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(pull.assignees())
                                    .singleElement()
                                    .satisfies(who -> assertThat(who.login()).isEqualTo("mia"));
                        }),
                        new Action("assign to somebody after a slip of the pen", tess, (it, pull) -> {
                            it.press("details.act.more > summary");
                            it.type("form.act.assign-to input[name=login]", "nobody-has-this");
                            it.send("form.act.assign-to button");
                            assertThat(it.page().locator("main").innerText())
                                    .contains("There is nobody with the login nobody-has-this");
                            assertThat(it.page()
                                            .locator("input[name=login]")
                                            .inputValue())
                                    .isEqualTo("nobody-has-this");
                            it.page().locator("input[name=login]").fill("mia");
                            it.send("main form button");
                            assertThat(site.contribution(pull).assignee())
                                    .extracting(Person::login)
                                    .isEqualTo("mia");
                        }),
                        new Action("check again", tess, (it, pull) -> {
                            it.press("details.act.more > summary");
                            it.send("form.act.check button");
                            assertThat(site.waiting(pull)).contains(JobPayload.CheckContribution.class.getSimpleName());
                        }),
                        new Action("stop the sample", tess, (it, pull) -> {
                            site.asksTheTeacher(pull);
                            it.page().reload();
                            it.press("details.act.more > summary");
                            it.send("form.act.cancel button");
                            assertThat(site.waiting(pull)).doesNotContain(JobPayload.RunSample.class.getSimpleName());
                        }),
                        new Action("several at once", tess, (it, pull) -> {
                            it.page()
                                    .navigate(site.at("/?q=%23" + pull.number()).toString());
                            it.hand().tick(it.page(), ".group input[name=pick]");
                            it.press("form.several summary");
                            it.type("form.several textarea", "all of these, later");
                            it.page().locator("form.several select").selectOption("uncertain");
                            it.send("form.several button");
                            assertThat(it.state()).isEqualTo(ContributionState.UNCERTAIN);
                        }),
                        new Action("keep a view and forget it", tess, (it, pull) -> {
                            var name = "mine " + pull.number();
                            it.page()
                                    .navigate(
                                            site.at("/?q=poem" + pull.number()).toString());
                            it.type("form.keep input[name=name]", name);
                            it.send("form.keep button");
                            assertThat(site.views("tess")).containsExactly(name);
                            it.press(".views details summary");
                            it.send("form[action='/views/forget'] button");
                            assertThat(site.views("tess")).isEmpty();
                        }))
                .flatMap(action -> Stream.of(Hand.values()).map(hand -> Arguments.of(action, hand)));
    }

    @BeforeAll
    static void open() {
        chromium = Chromium.orSkip();
        site = new DecideSite(folder);
        tess = site.triager("tess");
        mia = site.maintainer("mia");
    }

    @AfterAll
    static void close() {
        if (site != null) {
            site.close();
        }
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("actions")
    void isDone(Action action, Hand hand) {
        var pull = site.ready("poem" + ++topics);
        try (var context = chromium.browser()
                .newContext(hand.options().setExtraHTTPHeaders(Map.of("X-Test-Visitor", action.by())))) {
            var page = context.newPage();
            page.setDefaultTimeout(PATIENCE_MS);
            page.navigate(site.at(site.path(pull)).toString());

            action.does().accept(new Visit(page, hand, pull), pull);
        }
    }
}

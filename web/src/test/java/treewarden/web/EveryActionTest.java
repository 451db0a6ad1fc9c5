package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.javalin.http.HttpStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.bot.check.Prechecking;
import treewarden.bot.command.CommandInfo;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Commands;
import treewarden.domain.ContributionState;
import treewarden.domain.JobPayload;
import treewarden.domain.Person;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.PullRequest;

/**
 * Everything that can be done to contributions, as somebody at a desk does it without a mouse and as somebody does it on a
 * phone; what came of it is asked of the database and of the stand-in GitHub.
 */
class EveryActionTest {
    private static final double PATIENCE_MS = 60_000;

    private static final Duration UNTIL_IT_IS_TOLD = Duration.ofSeconds(15);

    private static final String LABELS = "/repos/*/*/issues/*/labels";

    /** These have no button. */
    private static final Set<String> SAID_BY_THE_PAGE = Set.of("status", "help");

    /** This is no command in a comment: who writes there needs none to say something. */
    private static final String OF_PAGES_ALONE = "comment";

    @AutoClose
    private static Chromium chromium;

    @TempDir
    static Path folder;

    private static DecideSite site;
    private static String tess;
    private static String tom;
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
            begin(command, why);
            finish(command);
        }

        /** Opens a decision and says why. */
        void begin(String command, String why) {
            press("details.act." + command + " > summary");
            type("details.act." + command + " textarea", why);
        }

        void finish(String command) {
            send("details.act." + command + " button[name=command]");
        }

        /** Presses what is wanted seldom. */
        void sendSeldom(String command) {
            press("details.act.more > summary");
            send("form.act." + command + " button");
        }

        /** Ticks it in the queue, and says what is to be done and why. */
        void beginToSeveral(String command, String why) {
            page.navigate(site.at("/?q=%23" + pull.number()).toString());
            hand.tick(page, ".group input[name=pick]");
            press("form.several summary");
            type("form.several textarea", why);
            page.locator("form.several select").selectOption(command);
        }

        /** Somebody else has the same page open and decides first. */
        void tomIsFirst() {
            assertThat(site.decides(tom, pull, "uncertain", "Is it a skill?").statusCode())
                    .isEqualTo(HttpStatus.SEE_OTHER.getCode());
        }

        /** Goes back to it: after a decision comes the next one. */
        void lookAgain() {
            page.navigate(site.at(site.path(pull)).toString());
        }

        String text(String selector) {
            return page.locator(selector).innerText();
        }

        ContributionState state() {
            return site.contribution(pull).state();
        }
    }

    /**
     * A row.
     *
     * @param command that is given by it; empty where it is none
     * @param how where there is more than one way to give it
     * @param does it, and says what is there afterwards
     */
    private record Action(String command, String how, String by, BiConsumer<Visit, PullRequest> does) {
        Action(String command, String by, BiConsumer<Visit, PullRequest> does) {
            this(command, "", by, does);
        }

        @Override
        public String toString() {
            return (command + " " + how).strip();
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
                        new Action("request-changes", tess, (it, pull) -> {
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
                        new Action("", "undo", tess, (it, pull) -> {
                            it.decide("uncertain", "for a moment");
                            it.send(".result form button");
                            assertThat(it.state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(site.said(pull)).doesNotContain("for a moment");
                        }),
                        new Action("assign", tess, (it, pull) -> {
                            it.sendSeldom("assign");
                            assertThat(site.contribution(pull).assignee()).isNotNull();
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(pull.assignees())
                                    .singleElement()
                                    .satisfies(who -> assertThat(who.login()).isEqualTo("tess"));
                        }),
                        new Action("assign", "to nobody", tess, (it, pull) -> {
                            it.sendSeldom("assign");
                            it.sendSeldom("assign-none");
                            assertThat(site.contribution(pull).assignee()).isNull();
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(pull.assignees()).isEmpty();
                        }),
                        new Action("assign", "to somebody", tess, (it, pull) -> {
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
                        new Action("assign", "to somebody after a slip of the pen", tess, (it, pull) -> {
                            it.press("details.act.more > summary");
                            it.type("form.act.assign-to input[name=login]", "nobody-has-this");
                            it.send("form.act.assign-to button");
                            assertThat(it.page().locator("main").innerText())
                                    .contains("There is nobody with the login nobody-has-this");
                            assertThat(it.page().locator("input[name=login]").inputValue())
                                    .isEqualTo("nobody-has-this");
                            it.page().locator("input[name=login]").fill("mia");
                            it.send("main form button");
                            assertThat(site.contribution(pull).assignee())
                                    .extracting(Person::login)
                                    .isEqualTo("mia");
                        }),
                        new Action("check", tess, (it, pull) -> {
                            it.sendSeldom("check");
                            assertThat(site.waiting(pull)).contains(JobPayload.CheckContribution.class.getSimpleName());
                        }),
                        new Action("cancel", tess, (it, pull) -> {
                            site.asksTheTeacher(pull);
                            it.page().reload();
                            it.sendSeldom("cancel");
                            assertThat(site.waiting(pull)).doesNotContain(JobPayload.RunSample.class.getSimpleName());
                        }),
                        new Action("precheck", tess, (it, pull) -> {
                            site.sampleWasStopped(pull);
                            it.sendSeldom("precheck");
                            assertThat(site.waiting(pull)).contains(JobPayload.RunPrecheck.class.getSimpleName());
                        }),
                        new Action("retry", tess, (it, pull) -> {
                            site.github.faults().always("POST", LABELS, GitHubFaults.forbidden());
                            it.decide("uncertain", "Is it a skill?");
                            site.later(UNTIL_IT_IS_TOLD);
                            site.github.faults().clear();
                            assertThat(pull.labels()).isEmpty();
                            it.lookAgain();
                            it.sendSeldom("retry");
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(pull.labels()).contains("triage-uncertain");
                        }),
                        new Action("hold", "and take it off", mia, (it, pull) -> {
                            site.sampled(pull);
                            it.decide("hold", "until the licence is clear");
                            it.lookAgain();
                            it.send("form.act.hold-off button");
                            assertThat(it.state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(pull.labels()).contains("triage-needed");
                        }),
                        new Action("request-changes", "with what is often said", tess, (it, pull) -> {
                            it.begin("request-changes", "Nearly there.");
                            it.press("details.act.request-changes details.replies > summary");
                            it.hand().tick(it.page(), "details.act.request-changes input[name=reply][value='1']");
                            it.finish("request-changes");
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(site.said(pull)).contains("Nearly there.", "Some answers are a word or two.");
                        }),
                        new Action("request-changes", "nevertheless", tess, (it, pull) -> {
                            it.begin("request-changes", "exact sources, please");
                            it.tomIsFirst();
                            it.finish("request-changes");
                            assertThat(it.text("[role=alert]")).contains("tom (", " ago", "/uncertain Is it a skill?");
                            assertThat(it.state()).isEqualTo(ContributionState.UNCERTAIN);
                            it.send(".refused form:not(.say) button");
                            assertThat(it.state()).isEqualTo(ContributionState.CHANGES_REQUESTED);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(site.said(pull)).contains("exact sources, please");
                        }),
                        new Action("comment", "where somebody was first", tess, (it, pull) -> {
                            it.begin("request-changes", "exact sources, please");
                            it.tomIsFirst();
                            it.finish("request-changes");
                            it.send(".refused form.say button");
                            assertThat(it.state()).isEqualTo(ContributionState.UNCERTAIN);
                            site.later(UNTIL_IT_IS_TOLD);
                            assertThat(site.said(pull))
                                    .contains("`tess` says on the triage page:", "exact sources, please");
                        }),
                        new Action("uncertain", "to several", tess, (it, pull) -> {
                            it.beginToSeveral("uncertain", "all of these, later");
                            it.send("form.several button");
                            assertThat(it.state()).isEqualTo(ContributionState.UNCERTAIN);
                        }),
                        new Action("uncertain", "to several, and undo one", tess, (it, pull) -> {
                            it.beginToSeveral("uncertain", "all of these, later");
                            it.send("form.several button");
                            it.send(".outcomes td form button");
                            assertThat(it.state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
                        }),
                        new Action("request-changes", "to several, where somebody was first", tess, (it, pull) -> {
                            it.beginToSeveral("request-changes", "exact sources, please");
                            it.tomIsFirst();
                            it.send("form.several button");
                            assertThat(it.text(".outcomes tr.refused"))
                                    .contains("tom (", " ago", "/uncertain Is it a skill?");
                            assertThat(it.state()).isEqualTo(ContributionState.UNCERTAIN);
                            it.send("form.again button");
                            assertThat(it.state()).isEqualTo(ContributionState.CHANGES_REQUESTED);
                        }),
                        new Action("", "keep a view and forget it", tess, (it, pull) -> {
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
        site = new DecideSite(folder, CommandRules.USUAL.with(Prechecking.ON_COMMAND));
        tess = site.triager("tess");
        tom = site.triager("tom");
        mia = site.maintainer("mia");
    }

    @AfterAll
    static void close() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void noCommandIsMissing() {
        var done = actions().map(row -> ((Action) row.get()[0]).command()).collect(Collectors.toSet());
        var commands = Commands.list().stream().map(CommandInfo::name).collect(Collectors.toSet());
        commands.removeAll(SAID_BY_THE_PAGE);
        commands.add(OF_PAGES_ALONE);

        assertThat(done).as("what is done by hand here").containsAll(commands);
        commands.add("");
        assertThat(commands).as("what there is").containsAll(done);
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

package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect;
import treewarden.domain.Effect.ShowRelease;
import treewarden.domain.JobPayload;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.TrialQuestion;
import treewarden.domain.release.Withdrawal;
import treewarden.store.Job;
import treewarden.store.JobId;
import treewarden.store.JobState;
import treewarden.store.Tables;
import treewarden.store.Transaction;
import treewarden.store.WaitingEffect;
import treewarden.web.session.Access;

/**
 * Everything that can be done to releases and jobs, and signing in and out, as somebody at a desk does it without a mouse
 * and as somebody does it on a phone; what came of it is asked of the database.
 */
class EveryOperationTest {
    private static final double PATIENCE_MS = 60_000;

    private static final String SECOND = "/releases/" + Released.SECOND;

    private static final String ASKING = new JobPayload.AskCandidate(Released.SECOND).key();

    private static final Effect SHOW_IT = new ShowRelease(
            ContributionId.ofAll(Given.TAXONOMY.id()),
            Released.FIRST.name(),
            new CommitId("a".repeat(40)),
            "A release",
            "What is new");

    @AutoClose
    private static Chromium chromium;

    @TempDir
    Path folder;

    /** A maintainer at a page. */
    record Visit(Operated site, Page page, Hand hand) {
        void send(String selector) {
            hand.send(page, selector);
        }

        /** Opens what is asked for a reason, gives one and sends it. */
        void decide(String action, String why) {
            hand.press(page, "details.act." + action + " > summary");
            hand.type(page, "details.act." + action + " textarea", why);
            send("details.act." + action + " button");
        }

        String text(String selector) {
            return page.locator(selector).innerText();
        }

        ReleaseState state(ReleaseId release) {
            return site.database()
                    .read(tables -> tables.releases().find(release))
                    .orElseThrow()
                    .state();
        }

        Job asking() {
            return site.database().read(tables -> tables.jobs().latest(ASKING)).orElseThrow();
        }

        List<String> keptOut() {
            return site
                    .database()
                    .<List<Withdrawal>>read(tables -> tables.releases().withdrawals())
                    .stream()
                    .map(Withdrawal::what)
                    .toList();
        }
    }

    /**
     * Something to do.
     *
     * @param form where it is sent
     * @param path of the page on which it is done
     * @param before what is there already
     * @param does it, and says what is there afterwards
     */
    private record Operation(
            String name, String form, String path, Consumer<Transaction> before, Consumer<Visit> does) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                        new Operation("start a release", "/releases", "/releases", nothing -> {}, it -> {
                            it.send("form[action='/releases'] button");
                            assertThat(it.state(Operated.STARTED)).isEqualTo(ReleaseState.RUNNING);
                        }),
                        new Operation(
                                "approve a release",
                                "/releases/{id}/approve",
                                SECOND,
                                EveryOperationTest::waitsForAPerson,
                                it -> {
                                    it.decide("approve", "I asked it about tides");
                                    assertThat(it.state(Released.SECOND)).isEqualTo(ReleaseState.RUNNING);
                                }),
                        new Operation(
                                "refuse a release",
                                "/releases/{id}/refuse",
                                SECOND,
                                EveryOperationTest::waitsForAPerson,
                                it -> {
                                    it.decide("refuse", "It forgot the tides");
                                    assertThat(it.state(Released.SECOND).isOver())
                                            .isTrue();
                                    assertThat(it.state(Released.SECOND)).isNotEqualTo(ReleaseState.PUBLISHED);
                                }),
                        new Operation(
                                "cancel a release",
                                "/releases/{id}/cancel",
                                SECOND,
                                EveryOperationTest::isUnderWay,
                                it -> {
                                    it.decide("cancel", "The teacher is down");
                                    assertThat(it.state(Released.SECOND)).isEqualTo(ReleaseState.CANCELLED);
                                }),
                        new Operation(
                                "have people get an earlier one",
                                "/releases/{id}/roll-back",
                                "/releases/" + Released.FIRST,
                                EveryOperationTest::twoArePublished,
                                it -> {
                                    it.decide("roll-back", "The new one forgot the tides");
                                    assertThat(it.site()
                                                    .database()
                                                    .read(tables -> tables.jobs()
                                                            .latest(JobPayload.RollBackRelease.key(Released.MODEL)))
                                                    .orElseThrow()
                                                    .state())
                                            .isEqualTo(JobState.QUEUED);
                                }),
                        new Operation(
                                "have the code host asked again to show it",
                                "/releases/{id}/show",
                                "/releases/" + Released.FIRST,
                                EveryOperationTest::theCodeHostRefusedToShowIt,
                                it -> {
                                    assertThat(it.text(".note[role=status]")).contains("Give the App write access.");
                                    it.send("form[action$='/show'] button");
                                    assertThat(it.page()
                                                    .locator(".note[role=status]")
                                                    .count())
                                            .isZero();
                                    assertThat(it.site().database().read(EveryOperationTest::waiting))
                                            .singleElement()
                                            .satisfies(effect ->
                                                    assertThat(effect.effect()).isEqualTo(SHOW_IT));
                                }),
                        new Operation(
                                "ask both", "/releases/{id}/ask", SECOND, EveryOperationTest::waitsForAPerson, it -> {
                                    it.hand().type(it.page(), "form.say textarea", "What pulls the tides?");
                                    it.send("form.say button");
                                    assertThat(it.site()
                                                    .database()
                                                    .<List<TrialQuestion>>read(tables -> tables.trialQuestions()
                                                            .list(Released.SECOND, 9)))
                                            .extracting(TrialQuestion::question)
                                            .containsExactly("What pulls the tides?");
                                }),
                        new Operation(
                                "have a question put once more that was not",
                                "/runs/{id}/retry",
                                SECOND,
                                EveryOperationTest::theQuestionWasNotPut,
                                it -> {
                                    it.send("#trial form[action$='/retry'] button");
                                    assertThat(it.asking().state()).isEqualTo(JobState.QUEUED);
                                }),
                        new Operation("keep something out", "/releases/exclude", "/releases", nothing -> {}, it -> {
                            it.hand().press(it.page(), "details.keep-out > summary");
                            it.hand().type(it.page(), "details.keep-out input[name=what]", "knowledge/tides");
                            it.hand().type(it.page(), "details.keep-out textarea", "It is not free");
                            it.send("details.keep-out button");
                            assertThat(it.keptOut()).containsExactly("knowledge/tides");
                        }),
                        new Operation(
                                "readmit it",
                                "/releases/readmit",
                                "/releases",
                                EveryOperationTest::tidesAreKeptOut,
                                it -> {
                                    it.send("form[action='/releases/readmit'] button");
                                    assertThat(it.keptOut()).isEmpty();
                                }),
                        new Operation(
                                "cancel a job", "/runs/{id}/cancel", "/runs", EveryOperationTest::aJobWaits, it -> {
                                    it.send("form[action$='/cancel'] button");
                                    assertThat(it.site().job(new JobId(1)).state())
                                            .isEqualTo(JobState.CANCELLED);
                                }),
                        new Operation(
                                "have a job tried again",
                                "/runs/{id}/retry",
                                "/runs/1",
                                EveryOperationTest::aJobIsCancelled,
                                it -> {
                                    it.send("form[action$='/retry'] button");
                                    assertThat(it.site().job(new JobId(1)).state())
                                            .isEqualTo(JobState.QUEUED);
                                }))
                .flatMap(operation -> Stream.of(Hand.values()).map(hand -> Arguments.of(operation, hand)));
    }

    private static Released asFarAsTheGate(Transaction transaction) {
        return Released.begun(transaction, Released.SECOND)
                .planned(null)
                .trained(0.4)
                .evaluated(null);
    }

    private static void waitsForAPerson(Transaction transaction) {
        asFarAsTheGate(transaction).undecided("too few questions");
    }

    private static void theQuestionWasNotPut(Transaction transaction) {
        waitsForAPerson(transaction);
        transaction.writeReleases().ask(Released.SECOND, "rita", "What pulls the tides?");
        transaction.requestCancel(
                transaction.jobs().latest(ASKING).orElseThrow().id());
    }

    private static void isUnderWay(Transaction transaction) {
        asFarAsTheGate(transaction);
    }

    private static void twoArePublished(Transaction transaction) {
        for (var id : List.of(Released.FIRST, Released.SECOND)) {
            Released.begun(transaction, id)
                    .planned(null)
                    .trained(0.5)
                    .evaluated(null)
                    .passed()
                    .published("https://hub.example/m");
        }
    }

    private static void theCodeHostRefusedToShowIt(Transaction transaction) {
        Released.begun(transaction, Released.FIRST)
                .planned(null)
                .trained(0.5)
                .evaluated(null)
                .passed()
                .published("https://hub.example/m");
        transaction.repositories().remember(Given.TAXONOMY);
        transaction.show(Given.TAXONOMY, List.of(SHOW_IT));
        transaction.outbox().refused(waiting(transaction).get(0).id(), "403. Give the App write access.");
    }

    private static List<WaitingEffect> waiting(Tables tables) {
        return tables.outbox().waiting(Given.TAXONOMY.installation(), 10);
    }

    private static void tidesAreKeptOut(Transaction transaction) {
        transaction.writeReleases().withdraw(new Withdrawal("knowledge/tides", "not free", "mona", Site.NOON));
    }

    private static void aJobWaits(Transaction transaction) {
        transaction.enqueue(new JobPayload.Reconcile(1));
    }

    private static void aJobIsCancelled(Transaction transaction) {
        transaction.requestCancel(transaction.enqueue(new JobPayload.Reconcile(1)));
    }

    @BeforeAll
    static void openBrowser() {
        chromium = Chromium.orSkip();
    }

    @Test
    void noFormIsMissing() {
        try (var site = Operated.in(folder)) {
            assertThat(operations().map(row -> ((Operation) row.get()[0]).form()))
                    .containsAll(site.forms());
        }
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("operations")
    void isDone(Operation operation, Hand hand) {
        try (var site = Operated.in(folder);
                var context = chromium.browser()
                        .newContext(hand.options().setExtraHTTPHeaders(Map.of("Pretend", "mona maintainer")))) {
            site.write(operation.before());
            var page = context.newPage();
            page.setDefaultTimeout(PATIENCE_MS);
            page.navigate(site.at(operation.path()).toString());

            operation.does().accept(new Visit(site, page, hand));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneSignsInAndOut(Hand hand) {
        try (var site = new SignInSite(folder, Access.Reading.PUBLIC);
                var context = chromium.browser().newContext(hand.options())) {
            var page = context.newPage();
            page.setDefaultTimeout(PATIENCE_MS);
            page.navigate(site.at("/tree").toString());

            hand.press(page, ".you a");
            page.locator(".you b").waitFor();
            assertThat(page.locator(".you").innerText()).contains("tess");
            assertThat(page.url()).endsWith("/tree");
            var signedIn = context.cookies();

            hand.press(page, ".you button");
            page.locator(".you a").waitFor();

            context.addCookies(signedIn);
            page.reload();
            assertThat(page.locator(".you").innerText())
                    .as("the session is over, not only forgotten by the browser")
                    .isEqualToIgnoringWhitespace("Sign in");
        }
    }
}

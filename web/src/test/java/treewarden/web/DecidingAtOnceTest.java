package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.PullRequest;

/**
 * Two people have the same page open and press their buttons at the same moment, over real HTTP. One wins, the other gets
 * a page that says who was first, when and with what, and the pull request hears of one decision.
 */
class DecidingAtOnceTest {
    private static final int TIMES = 8;
    private static final Duration UNTIL_IT_IS_TOLD = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private final ExecutorService people = Executors.newFixedThreadPool(2);
    private DecideSite site;
    private String tess;
    private String tom;

    @BeforeEach
    void open() {
        site = new DecideSite(folder);
        tess = site.triager("tess");
        tom = site.triager("tom");
    }

    @AfterEach
    void close() {
        people.shutdownNow();
        site.close();
    }

    @RepeatedTest(TIMES)
    void oneWinsAndTheOtherIsToldByWhomWhenAndWithWhat() {
        var pull = site.ready("haiku");
        long seen = site.seenNow();

        var answers = atOnce(Map.of(
                tess, () -> site.decides(tess, pull, "uncertain", "words of tess", seen),
                tom, () -> site.decides(tom, pull, "request-changes", "words of tom", seen)));

        assertThat(answers.values()).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(303, 409);
        var isTess = answer(answers, tess).statusCode() == 303;
        var winner = isTess ? "tess" : "tom";
        var command = isTess ? "uncertain" : "request-changes";
        assertThat(answer(answers, isTess ? tom : tess).body())
                .contains("Somebody else decided first", "<b>" + winner + " (")
                .contains("<time datetime=\"" + site.clock.instant() + "\"")
                .contains("<q>/" + command + " words of " + winner + "</q>")
                .contains("It " + (isTess ? "is uncertain" : "waits for requested changes") + " now.")
                .contains("words of " + (isTess ? "tom" : "tess"));
        assertOneIsTold(pull, isTess ? ContributionState.UNCERTAIN : ContributionState.CHANGES_REQUESTED, winner);
    }

    @RepeatedTest(TIMES)
    void ofTwoWhoSendTheSameOneWins() {
        var pull = site.ready("haiku");
        long seen = site.seenNow();

        var answers = atOnce(Map.of(
                tess, () -> site.decides(tess, pull, "uncertain", "words of tess", seen),
                tom, () -> site.decides(tom, pull, "uncertain", "words of tom", seen)));

        assertThat(answers.values()).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(303, 409);
        assertOneIsTold(pull, ContributionState.UNCERTAIN, answer(answers, tess).statusCode() == 303 ? "tess" : "tom");
    }

    @RepeatedTest(TIMES)
    void whoPressesTwiceHasDecidedOnce() {
        var pull = site.ready("haiku");
        long seen = site.seenNow();
        Callable<HttpResponse<String>> press = () -> site.decides(tess, pull, "uncertain", "words of tess", seen);

        var answers = atOnce(Map.of("once", press, "twice", press));

        assertThat(answers.values()).extracting(HttpResponse::statusCode).containsOnly(303);
        assertOneIsTold(pull, ContributionState.UNCERTAIN, "tess");
    }

    @RepeatedTest(TIMES)
    void ofSeveralAtOnceEachGoesToOneOfThem() {
        var pulls = List.of(site.ready("haiku"), site.ready("sonnets"), site.ready("odes"));
        long seen = site.seenNow();

        var answers = atOnce(Map.of(
                tess, () -> several(tess, "uncertain", seen, pulls),
                tom, () -> several(tom, "request-changes", seen, pulls)));

        for (var pull : pulls) {
            var isTess = site.contribution(pull).state() == ContributionState.UNCERTAIN;
            var late = answer(answers, isTess ? tom : tess).body();
            assertThat(row(answer(answers, isTess ? tess : tom).body(), pull)).contains("<td>done", "Done.");
            assertThat(row(late, pull))
                    .contains("<td>not done", "<b>" + (isTess ? "tess" : "tom") + " (")
                    .contains("<time datetime=\"" + site.clock.instant() + "\"")
                    .contains("<q>/" + (isTess ? "uncertain words of tess" : "request-changes words of tom") + "</q>")
                    .contains("It " + (isTess ? "is uncertain" : "waits for requested changes") + " now.");
        }
    }

    @Test
    void whoWasToldAboutSeveralAndSendsThemAgainHasSeenIt() {
        var pull = site.ready("haiku");
        long seen = site.seenNow();
        site.decides(tess, pull, "uncertain", "words of tess");
        var late = several(tom, "request-changes", seen, List.of(pull)).body();
        var told = late.replaceAll("(?s).*name=\"seen-until\" value=\"(\\d+)\".*", "$1");

        assertThat(told).isEqualTo(Long.toString(site.seenNow()));
        assertThat(row(
                        several(tom, "request-changes", Long.parseLong(told), List.of(pull))
                                .body(),
                        pull))
                .contains("<td>done");
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.CHANGES_REQUESTED);
    }

    private void assertOneIsTold(PullRequest pull, ContributionState state, String winner) {
        assertThat(site.contribution(pull).state()).isEqualTo(state);
        site.later(UNTIL_IT_IS_TOLD);
        assertThat(site.said(pull)).contains("`" + winner + "`").containsOnlyOnce("treewarden:nudge");
    }

    private HttpResponse<String> several(String who, String command, long seen, List<PullRequest> pulls) {
        var fields = new ArrayList<>(List.of(
                "command", command, "reason", "words of " + who.split(":")[0], "seen-until", Long.toString(seen)));
        for (var pull : pulls) {
            fields.add("pick");
            fields.add(site.id(pull).repository() + "." + pull.number() + "@" + pull.headSha());
        }
        return site.post("/commands", who, fields.toArray(String[]::new));
    }

    /** What a page says about one of several. */
    private String row(String body, PullRequest pull) {
        int from = body.indexOf("href=\"" + site.path(pull) + "\"");
        assertThat(from).isPositive();
        return body.substring(from, body.indexOf("</tr>", from));
    }

    private static HttpResponse<String> answer(Map<String, HttpResponse<String>> answers, String whose) {
        return Objects.requireNonNull(answers.get(whose));
    }

    /** All of them wait for each other, and then do it. */
    private Map<String, HttpResponse<String>> atOnce(Map<String, Callable<HttpResponse<String>>> work) {
        var barrier = new CyclicBarrier(work.size());
        var pending = new LinkedHashMap<String, Future<HttpResponse<String>>>();
        work.forEach((who, does) -> pending.put(who, people.submit(() -> {
            barrier.await();
            return does.call();
        })));
        var answers = new LinkedHashMap<String, HttpResponse<String>>();
        try {
            for (var each : pending.entrySet()) {
                answers.put(each.getKey(), each.getValue().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
        return answers;
    }
}

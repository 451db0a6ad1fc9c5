package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.check.Prechecking;
import treewarden.bot.command.CommandRules;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.PullRequest;

/** The page after a decision says what came of it, in the words in which a comment would have been answered. */
class WhatCameOfItTest {
    private static final String ONE_OF_TWO = "This is 1 of 2 approvals. It takes another maintainer's as well.";

    private static final String LABELS = "/repos/*/*/issues/*/labels";

    @TempDir
    Path folder;

    private DecideSite site;
    private String mia;
    private String max;

    @BeforeEach
    void twoHaveToApprove() {
        site = new DecideSite(
                folder,
                CommandRules.USUAL
                        .with(new ApprovalRules(
                                2, ApprovalRules.Sample.REQUIRED, ApprovalRules.Review.NONE, Optional.empty()))
                        .with(Prechecking.ON_COMMAND));
        mia = site.maintainer("mia");
        max = site.maintainer("max");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void theFirstOfTwoReadsThatItTakesAnother() {
        var pull = sampled("haiku");
        site.ready("sonnets");

        var next = decides(mia, pull, "approve", "");

        assertThat(next).doesNotContain("approve", "approvals", "/" + pull.number() + "?");
        assertThat(result(next, mia)).contains("awaits triage: /approve", ONE_OF_TWO);
        assertThat(result(next, max)).as("is what mia did").doesNotContain("/approve", "of 2 approvals");
        assertThat(site.get("/", mia).body()).as("without the address").doesNotContain(ONE_OF_TWO);
    }

    @Test
    void whatIsNotSoAnyMoreIsNotSaid() {
        var pull = sampled("haiku");
        var next = decides(mia, pull, "approve", "");

        var last = decides(max, pull, "approve", "");

        assertThat(result(last, max)).contains("is approved now: /approve").doesNotContain("of 2 approvals");
        assertThat(result(next, mia)).contains("is approved now: /approve").doesNotContain("of 2 approvals");
    }

    @Test
    void whatIsTakenBackCameToNothing() {
        var pull = sampled("haiku");
        site.decides(mia, pull, "uncertain", "Is it a skill?");
        site.later(Duration.ofMinutes(1));

        var next = decides(mia, pull, "approve", "");
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(result(next, mia)).contains("awaits triage now: /approve", ONE_OF_TWO, "Undo");

        var undone = location(site.post(site.path(pull) + "/undo", mia));
        assertThat(result(undone, mia))
                .contains("is uncertain now: took back that it awaits triage")
                .doesNotContain("of 2 approvals", "Undo");
    }

    @Test
    void whatChangesNothingIsSaidAsWell() {
        var pull = site.ready("haiku");
        site.asksTheTeacher(pull);
        assertThat(result(decides(mia, pull, "sample", ""), mia))
                .contains("is being sampled now: /sample")
                .doesNotContain("at it already");

        assertThat(result(decides(mia, pull, "sample", ""), mia))
                .contains("is being sampled: /sample", "The teacher is at it already.");
    }

    @Test
    void theCommunityModelIsNotAskedTwiceAtOnce() {
        var pull = site.ready("haiku");
        site.sampleWasStopped(pull);
        decides(mia, pull, "precheck", "");

        assertThat(result(decides(mia, pull, "precheck", ""), mia))
                .contains("awaits triage: /precheck", "The community model is at it already.");
    }

    @Test
    void whatIsTriedAgainIsNamed() {
        var pull = site.ready("haiku");
        site.github.faults().always("POST", LABELS, GitHubFaults.forbidden());
        site.decides(mia, pull, "uncertain", "Is it a skill?");
        site.later(Duration.ofSeconds(13));
        site.github.faults().clear();

        assertThat(result(decides(mia, pull, "retry", ""), mia))
                .contains("is uncertain: /retry", "Tried again: showing the labels.");
    }

    @Test
    void afterMinutesNothingOldIsSaid() {
        var pull = sampled("haiku");
        var next = decides(mia, pull, "approve", "");
        site.clock.advance(Duration.ofMinutes(5));

        assertThat(result(next, mia)).doesNotContain("/approve", "of 2 approvals");
    }

    private PullRequest sampled(String topic) {
        var pull = site.ready(topic);
        site.sampled(pull);
        return pull;
    }

    /** Where it leads to. */
    private String decides(String who, PullRequest pull, String command, String reason) {
        return location(site.decides(who, pull, command, reason));
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private String result(String address, String who) {
        var body = site.get(address, who).body();
        return body.replaceAll("(?s).*(<div class=\"result\" role=\"status\">.*?</div>).*", "$1");
    }
}

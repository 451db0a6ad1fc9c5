package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.approval.RecheckApproval.Standing;
import treewarden.domain.ContributionState;
import treewarden.domain.MergeMethod;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Review;

/**
 * Somebody pushes what nobody has seen, at every moment between a maintainer's word and the release: nothing of it ever
 * goes on.
 */
class ApprovalRaceTest {
    private static final ApprovalRules MERGING = new ApprovalRules(
            1, ApprovalRules.Sample.REQUIRED, ApprovalRules.Review.SUBMITTED, Optional.of(MergeMethod.SQUASH));

    private static final String LEAF = "compositional_skills/writing/haiku/qna.yaml";
    private static final Map<String, Change> UNSEEN = Map.of(LEAF, Change.write(Leaves.skillText("sonnet")));

    /** So many calls of the code host there are from a comment with {@code /approve} to the merge, which is the last. */
    private static final int CALLS = 19;

    @TempDir
    Path folder;

    static Stream<Arguments> moments() {
        return IntStream.rangeClosed(1, CALLS)
                .boxed()
                .flatMap(call -> Stream.of(What.values()).map(what -> Arguments.of(what, call)));
    }

    /** What the contributor does. */
    enum What {
        PUSHES((pull, bot) -> pull.push(UNSEEN, "Only a typo")),
        PUSHES_AND_TAKES_IT_BACK((pull, bot) -> {
            var before = pull.headSha();
            pull.push(UNSEEN, "Only a typo");
            pull.forcePush(before);
        }),
        RETARGETS((pull, bot) -> pull.retarget(pull.author(), "other"));

        private final BiConsumer<PullRequest, BotAtWork> happens;

        What(BiConsumer<PullRequest, BotAtWork> happens) {
            this.happens = happens;
        }
    }

    @ParameterizedTest(name = "{0} before call {1}")
    @MethodSource("moments")
    void nothingUnseenGoesOn(What what, int call) {
        try (var bot = new BotAtWork(folder).approving(MERGING)) {
            bot.repository.branch("other", bot.repository.head("main").orElseThrow(), bot.maintainer);
            var pull = bot.readyForTriage("haiku");
            var seen = pull.headSha();
            var between = new ForgeInBetween[1];
            bot.restarted(forge -> {
                between[0] = new ForgeInBetween(forge, call, () -> {
                    if (pull.isOpen()) {
                        what.happens.accept(pull, bot);
                    }
                });
                return between[0].forge();
            });

            pull.comment(bot.maintainer, "/approve");
            bot.runUntilQuiet();
            bot.sweeps();

            assertThat(between[0].hasHappened())
                    .as("calls: %s", between[0].calls())
                    .isTrue();
            assertNothingUnseen(bot, pull, seen);
        }
    }

    @Test
    void withoutAnythingInBetweenItIsMergedAndMayBeReleased() {
        try (var bot = new BotAtWork(folder).approving(MERGING)) {
            var pull = bot.readyForTriage("haiku");

            pull.comment(bot.maintainer, "/approve");
            bot.runUntilQuiet();

            assertThat(pull.isMerged()).isTrue();
            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.MERGED);
            assertThat(pull.labels()).containsExactlyInAnyOrder("treewarden-merged", "skill");
            assertThat(bot.beforeRelease(pull)).isInstanceOf(Standing.Valid.class);
        }
    }

    @Test
    void aPushBeforeTheWordIsNotMeantByIt() {
        try (var bot = new BotAtWork(folder).approving(MERGING)) {
            var pull = bot.readyForTriage("haiku");
            var comment = pull.comment(bot.maintainer, "/approve");
            pull.push(UNSEEN, "Only a typo");
            bot.runUntilQuiet();

            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
            assertThat(bot.approvals(pull)).isEmpty();
            assertThat(bot.replies(pull))
                    .singleElement()
                    .satisfies(reply -> assertThat(reply.body()).contains("was pushed"));
            assertThat(pull.comments()).extracting(one -> one.id()).contains(comment.id());
        }
    }

    @Test
    void aWordThatComesLateIsNotOfWhatWasCheckedMeanwhile() {
        try (var bot = new BotAtWork(folder).approving(MERGING)) {
            var pull = bot.readyForTriage("haiku");
            bot.github.webhooks().target("http://127.0.0.1:1/nobody", BotAtWork.SECRET);
            pull.comment(bot.maintainer, "/approve");
            bot.github.awaitDelivered(Duration.ofSeconds(30));
            bot.restarted();
            bot.later(Duration.ofMinutes(1));
            pull.push(UNSEEN, "Only a typo");
            bot.runUntilQuiet();

            var late = bot.commands().submit(given("approve", pull, bot, Duration.ofMinutes(1)));

            assertThat(late.isDone()).isFalse();
            assertThat(late.reply()).contains("was checked after you said this");
            assertThat(bot.approvals(pull)).isEmpty();
        }
    }

    @Test
    void aPushAfterTheApprovalVoidsItAndTheCommentSaysWhoApprovedWhat() {
        try (var bot = new BotAtWork(folder)) {
            var pull = bot.readyForTriage("haiku");
            var seen = pull.headSha();
            pull.comment(bot.maintainer, "/approve");
            bot.runUntilQuiet();
            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.APPROVED);

            var unseen = pull.push(UNSEEN, "Only a typo");
            bot.runUntilQuiet();

            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
            assertThat(bot.standing(pull)).isEmpty();
            assertThat(pull.labels()).containsExactlyInAnyOrder("triage-needed", "skill");
            assertThat(bot.verdicts(pull))
                    .singleElement()
                    .satisfies(review -> assertThat(review.state()).isEqualTo(Review.State.DISMISSED));
            assertThat(bot.botComments(pull))
                    .singleElement()
                    .satisfies(comment -> assertThat(comment.body())
                            .contains("The approval by grace of commit ", " is void: the head moved to ")
                            // The renderer keeps commits from becoming links.
                            .satisfies(body -> assertThat(body.replace("&#8203;", ""))
                                    .contains(seen.substring(0, 7), unseen.substring(0, 7))));
            assertThat(bot.timeline(pull)).anyMatch(event -> event.action().equals("void-approval"));
        }
    }

    @Test
    void theHeadThatComesBackAfterACheckSawAnotherIsNotApproved() {
        try (var bot = new BotAtWork(folder)) {
            var pull = bot.readyForTriage("haiku");
            var seen = pull.headSha();
            pull.comment(bot.maintainer, "/approve");
            bot.runUntilQuiet();
            pull.push(UNSEEN, "Only a typo");
            bot.runUntilQuiet();

            pull.forcePush(seen);
            bot.runUntilQuiet();

            assertThat(bot.contribution(pull).head().hex()).isEqualTo(seen);
            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
            assertThat(bot.standing(pull)).isEmpty();
            assertThat(bot.botComments(pull))
                    .singleElement()
                    .satisfies(comment -> assertThat(comment.body()).contains("is void: the head moved"));
        }
    }

    @Test
    void whatSomebodyMergesByHandAtAnotherHeadIsMergedWithAWarningAndNotReleased() {
        try (var bot = new BotAtWork(folder)) {
            var pull = bot.readyForTriage("haiku");
            pull.comment(bot.maintainer, "/approve");
            bot.runUntilQuiet();
            pull.push(UNSEEN, "Only a typo");
            pull.merge(bot.maintainer);

            bot.runUntilQuiet();

            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.MERGED);
            assertThat(bot.standing(pull)).isEmpty();
            assertThat(bot.beforeRelease(pull)).isEqualTo(new Standing.Void("nobody approved it"));
            assertThat(bot.botComments(pull))
                    .singleElement()
                    .satisfies(
                            comment -> assertThat(comment.body()).contains("What was merged is not what was approved"));
        }
    }

    /** Reactions, comment, labels, review, merge, and what the merge brings. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whoeverIsKilledAfterAWriteEndsWithOneReviewAndOneMerge(int fatalWrite) {
        try (var bot = new BotAtWork(folder).approving(MERGING)) {
            var pull = bot.readyForTriage("haiku");
            var kill = new ForgeThatKills[1];
            bot.restarted(forge -> {
                kill[0] = new ForgeThatKills(
                        forge, fatalWrite, () -> bot.database().close());
                return kill[0];
            });
            pull.comment(bot.maintainer, "/approve");

            assertThat(catchThrowable(bot::runUntilQuiet)).isNotNull();
            assertThat(kill[0].hasKilled()).isTrue();
            bot.restarted(forge -> forge).runUntilQuiet();

            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.MERGED);
            assertThat(bot.verdicts(pull)).hasSize(1);
            assertThat(bot.botComments(pull)).hasSize(1);
            assertThat(pull.labels()).containsExactlyInAnyOrder("treewarden-merged", "skill");
            assertThat(bot.repository
                            .commit(bot.repository.head("main").orElseThrow())
                            .orElseThrow()
                            .parents())
                    .hasSize(1);
            assertThat(bot.approvals(pull)).hasSize(1);
            assertThat(bot.beforeRelease(pull)).isInstanceOf(Standing.Valid.class);
        }
    }

    private static void assertNothingUnseen(BotAtWork bot, PullRequest pull, String seen) {
        for (var branch : new String[] {"main", "other"}) {
            var bytes = bot.repository.file(bot.repository.head(branch).orElseThrow(), LEAF);
            assertThat(bytes.map(String::new)).isIn(Optional.empty(), Optional.of(Leaves.skillText("haiku")));
        }
        if (pull.isMerged()) {
            assertThat(pull.headSha()).isEqualTo(seen);
            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.MERGED);
            // GitHub compares the head when it merges, and not the base: what went elsewhere at the last moment is seen
            // by the next check.
            assertThat(bot.beforeRelease(pull))
                    .isInstanceOf(pull.baseBranch().equals("main") ? Standing.Valid.class : Standing.Void.class);
            return;
        }
        assertThat(bot.beforeRelease(pull)).isInstanceOf(Standing.Void.class);
        assertThat(bot.contribution(pull).head().hex()).isEqualTo(pull.headSha());
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.standing(pull)).isEmpty();
        assertThat(bot.verdicts(pull)).noneMatch(review -> review.state() == Review.State.APPROVED);
        assertThat(pull.labels()).contains("triage-needed").doesNotContain("triage-approved");
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).doesNotContain("Approved by"));
    }

    private static treewarden.bot.command.Command given(String name, PullRequest pull, BotAtWork bot, Duration ago) {
        return new treewarden.bot.command.Command(
                name,
                "",
                bot.id(pull),
                new treewarden.domain.Person(bot.maintainer.id(), bot.maintainer.login()),
                null,
                bot.clock.instant().minus(ago),
                1L);
    }
}

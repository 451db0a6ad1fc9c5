package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.approval.RecheckApproval.Standing;
import treewarden.bot.command.Command;
import treewarden.domain.ApprovedContent;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.Funnel;
import treewarden.domain.JobPayload;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.MergeMethod;
import treewarden.domain.SampleReport;
import treewarden.domain.Usage;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Review;
import treewarden.sandbox.http.Fault;

class ApprovalTest {
    private static final ApprovalRules TWO = new ApprovalRules(
            2, ApprovalRules.Sample.REQUIRED, ApprovalRules.Review.SUBMITTED, Optional.of(MergeMethod.MERGE));
    private static final ApprovalRules MERGING = new ApprovalRules(
            1, ApprovalRules.Sample.REQUIRED, ApprovalRules.Review.SUBMITTED, Optional.of(MergeMethod.MERGE));

    @TempDir
    Path folder;

    private BotAtWork bot;
    private Person alan;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        alan = bot.github.person("alan");
        bot.repository.collaborator(alan, Permission.MAINTAIN);
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void aMaintainerApprovesWhatWasChecked() {
        var pull = bot.readyForTriage("haiku");

        approves(pull, bot.maintainer);

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.APPROVED);
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-approved", "skill");
        assertThat(bot.verdicts(pull)).singleElement().satisfies(review -> {
            assertThat(review.state()).isEqualTo(Review.State.APPROVED);
            assertThat(review.author()).isEqualTo(bot.github.bot());
            assertThat(review.commitSha()).isEqualTo(pull.headSha());
            assertThat(review.body()).contains("`grace`", pull.headSha());
        });
        assertThat(comment(pull))
                .contains("Approved by grace, for commit " + pull.headSha().substring(0, 7) + " and no other.");
        assertThat(bot.standing(pull)).singleElement().satisfies(approval -> {
            assertThat(approval.permission()).isEqualTo("maintain");
            assertThat(approval.comment()).isNotNull();
            assertThat(approval.of().tree())
                    .isEqualTo(
                            bot.repository.commit(pull.headSha()).orElseThrow().treeSha());
            assertThat(approval.of().baseBranch()).isEqualTo("main");
            assertThat(approval.of().leaves())
                    .singleElement()
                    .satisfies(leaf -> assertThat(leaf.digest()).isEqualTo(Digest.of(Leaves.skillText("haiku"))));
            assertThat(approval.of().documents()).isEqualTo(new ApprovedContent.Documents(List.of()));
        });
        assertThat(pull.isOpen()).isTrue();
    }

    @Test
    void nobodyApprovesTheirOwn() {
        bot.repository.collaborator(bot.ada, Permission.ADMIN);
        var pull = bot.readyForTriage("haiku");

        approves(pull, bot.ada);

        isRefused(pull, "Nobody approves their own pull request.");
    }

    @Test
    void nobodyApprovesWhatTheyHaveCommitsIn() {
        var pull = bot.readyForTriage("haiku");
        pull.push(bot.maintainer, Map.of("README.md", Change.write("# Mended\n")), "Mends");
        bot.runUntilQuiet();
        bot.later(Duration.ofMinutes(1));

        approves(pull, bot.maintainer);
        isRefused(pull, "Some of these commits are yours");

        approves(pull, alan);
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.APPROVED);
    }

    @Test
    void whereItTakesTwoTheSamePersonCountsOnce() {
        bot.approving(TWO);
        var pull = bot.readyForTriage("haiku");

        approves(pull, bot.maintainer);
        approves(pull, bot.maintainer);

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.standing(pull)).hasSize(1);
        assertThat(bot.replies(pull))
                .allSatisfy(reply -> assertThat(reply.body()).contains("1 of 2 approvals"));
        assertThat(comment(pull)).contains("Approved so far by grace");
        assertThat(bot.verdicts(pull)).isEmpty();
        assertThat(pull.isOpen()).isTrue();

        approves(pull, alan);

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.MERGED);
        assertThat(bot.verdicts(pull))
                .singleElement()
                .satisfies(review -> assertThat(review.body()).contains("`grace` and `alan`"));
        assertThat(bot.beforeRelease(pull))
                .isInstanceOfSatisfying(
                        Standing.Valid.class,
                        valid -> assertThat(valid.approvals()).hasSize(2));
    }

    @Test
    void aPushBetweenTwoApprovalsVoidsTheFirst() {
        bot.approving(TWO);
        var pull = bot.readyForTriage("haiku");
        approves(pull, bot.maintainer);
        pull.push(Leaves.skill("haiku"), "The same again");
        pull.push(Map.of("README.md", Change.write("# More\n")), "More");
        bot.runUntilQuiet();
        bot.later(Duration.ofMinutes(1));

        approves(pull, alan);

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.standing(pull)).extracting(it -> it.approver().login()).containsExactly("alan");
        assertThat(pull.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456", "0123456789012345678901234567890123456789", "main"})
    void aCommitThatIsNamedMustBeTheHead(String other) {
        var pull = bot.readyForTriage("haiku");

        pull.comment(bot.maintainer, "/approve " + other);
        bot.runUntilQuiet();
        isRefused(pull, "You named another commit than the head");

        pull.comment(bot.maintainer, "/approve " + pull.headSha());
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.APPROVED);
    }

    @Test
    void whatHasToChangeIsNotApproved() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        bot.later(Duration.ofMinutes(1));

        approves(pull, bot.maintainer);

        assertThat(bot.approvals(pull)).isEmpty();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);
    }

    @Test
    void withoutASampleItIsApprovedOnlyWhereTheOperatorWantsItSo() {
        bot.teacher.breaks();
        var pull = bot.readyForTriage("haiku");
        bot.sweeps();
        approves(pull, bot.maintainer);
        isRefused(pull, "There is no finished sample");

        bot.approving(new ApprovalRules(1, ApprovalRules.Sample.OPTIONAL, ApprovalRules.Review.NONE, Optional.empty()));
        approves(pull, bot.maintainer);

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.APPROVED);
        assertThat(bot.standing(pull))
                .singleElement()
                .satisfies(it -> assertThat(it.of().documents()).isNull());
        assertThat(bot.verdicts(pull)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/repos/*/*/collaborators/*/permission", "/repos/*/*/pulls/*/commits", "/repos/*/*/pulls/*"})
    void whatCannotBeFoundOutIsNotApproved(String path) {
        var pull = bot.readyForTriage("haiku");
        bot.github.faults().always("GET", path, GitHubFaults.forbidden());

        approves(pull, bot.maintainer);

        assertThat(bot.approvals(pull)).isEmpty();
        assertThat(bot.verdicts(pull)).isEmpty();
    }

    @Test
    void aLoginThatSomebodyElseRegisteredAgainApprovesNothing() {
        var pull = bot.readyForTriage("haiku");

        var answer = bot.commands()
                .submit(new Command("approve", "", bot.id(pull), new treewarden.domain.Person(4_711, "grace")));

        assertThat(answer.isDone()).isFalse();
        assertThat(bot.approvals(pull)).isEmpty();
    }

    @Test
    void whoMayNotApproveAnyMoreWhenItIsMergedDidNotApprove() {
        bot.approving(MERGING);
        var pull = bot.readyForTriage("haiku");
        bot.github.faults().always("PUT", "/repos/*/*/pulls/*/merge", conflict(405, "Pull Request is not mergeable"));
        approves(pull, alan);
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.APPROVED);

        bot.repository.collaborator(alan, Permission.TRIAGE);
        bot.later(Duration.ofMinutes(1));

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(comment(pull)).contains("is void: alan may not approve here any more");
        assertThat(bot.verdicts(pull)).allMatch(review -> review.state() == Review.State.DISMISSED);
        assertThat(pull.isOpen()).isTrue();
    }

    @Test
    void whoLeftAfterTheMergeHasApproved() {
        bot.approving(MERGING);
        var pull = bot.readyForTriage("haiku");
        approves(pull, alan);
        bot.repository.collaborator(alan, Permission.READ);

        assertThat(bot.beforeRelease(pull)).isInstanceOf(Standing.Valid.class);
    }

    @Test
    void anotherBaseVoidsIt() {
        bot.repository.branch("other", bot.repository.head("main").orElseThrow(), bot.maintainer);
        var pull = bot.readyForTriage("haiku");
        approves(pull, bot.maintainer);

        pull.retarget(bot.ada, "other");
        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(comment(pull)).contains("is void: the base branch is other now, and it was main");
    }

    @Test
    void aTrialWithOtherDocumentsVoidsIt() {
        var pull = bot.readyForTriage("haiku");
        approves(pull, bot.maintainer);

        var report = withDocument(pull, "changed afterwards");
        bot.database().run(transaction -> {
            var digest = transaction.samples().save(report);
            transaction.enqueue(new JobPayload.ReportSample(report.contribution(), report.head(), digest));
        });
        bot.runUntilQuiet();

        assertThat(ApprovedContent.documentsOf(report).all()).hasSize(1);
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(comment(pull)).contains("is void: the documents are not those that were approved");
    }

    @Test
    void aHoldTakesTheApprovalBack() {
        var pull = bot.readyForTriage("haiku");
        approves(pull, bot.maintainer);

        pull.comment(bot.maintainer, "/hold Until the license is clear.");
        bot.runUntilQuiet();

        assertThat(bot.standing(pull)).isEmpty();
        assertThat(bot.verdicts(pull)).allMatch(review -> review.state() == Review.State.DISMISSED);
        assertThat(comment(pull)).contains("is void: the contribution is on hold");
    }

    @Test
    void whoeverApprovesAndHoldsInOneCommentDidNotApprove() {
        bot.approving(MERGING);
        var pull = bot.readyForTriage("haiku");

        pull.comment(bot.maintainer, "/approve\n/hold");
        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.ON_HOLD);
        assertThat(bot.approvals(pull)).isEmpty();
        assertThat(bot.verdicts(pull)).isEmpty();
        assertThat(pull.isOpen()).isTrue();
    }

    @Test
    void aMergeThatGitHubRefusesForAWhileIsMadeLater() {
        bot.approving(MERGING);
        var pull = bot.readyForTriage("haiku");
        bot.github.faults().next("PUT", "/repos/*/*/pulls/*/merge", conflict(405, "Base branch was modified."));
        approves(pull, bot.maintainer);
        assertThat(pull.isOpen()).isTrue();

        bot.later(Duration.ofSeconds(5));

        assertThat(pull.isMerged()).isTrue();
        assertThat(bot.verdicts(pull)).hasSize(1);
    }

    @Test
    void aMergeThatGitHubKeepsRefusingIsToldAndCanBeAskedForAgain() {
        bot.approving(MERGING);
        var pull = bot.readyForTriage("haiku");
        bot.github.faults().always("PUT", "/repos/*/*/pulls/*/merge", conflict(405, "Pull Request is not mergeable"));
        approves(pull, bot.maintainer);
        for (int i = 0; i < 10; i++) {
            bot.later(Duration.ofMinutes(6));
        }
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.APPROVED);
        assertThat(comment(pull))
                .contains("It was not merged, and is not tried again.", "Pull Request is not mergeable");

        bot.github.faults().clear();
        approves(pull, bot.maintainer);

        assertThat(pull.isMerged()).isTrue();
        assertThat(comment(pull)).doesNotContain("It was not merged");
    }

    @Test
    void aHeadThatGitHubFindsModifiedVoidsTheApproval() {
        bot.approving(MERGING);
        var pull = bot.readyForTriage("haiku");
        bot.github.faults().always("PUT", "/repos/*/*/pulls/*/merge", conflict(409, "Head branch was modified."));

        approves(pull, bot.maintainer);

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(comment(pull)).contains("is void: the head was pushed to");
        assertThat(pull.isOpen()).isTrue();
    }

    private static Fault conflict(int status, String message) {
        return GitHubFaults.refused(status, message);
    }

    private SampleReport withDocument(PullRequest pull, String content) {
        var head = bot.contribution(pull).head();
        var leaf = new LeafSample(
                "compositional_skills/writing/haiku",
                LeafKind.KNOWLEDGE,
                "full",
                new Funnel(List.of()),
                List.of(),
                List.of(),
                List.of(new DocumentNote("trees.md", Digest.of(content), 1, null)),
                List.of(),
                null,
                Usage.NONE,
                1);
        return new SampleReport(bot.id(pull), head, "pretend-teacher", List.of(leaf), List.of(), Usage.NONE, 1);
    }

    private void approves(PullRequest pull, Person who) {
        pull.comment(who, "/approve");
        bot.runUntilQuiet();
    }

    private void isRefused(PullRequest pull, String words) {
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.approvals(pull)).isEmpty();
        var replies = bot.replies(pull);
        assertThat(replies.get(replies.size() - 1).body()).contains(words);
    }

    private String comment(PullRequest pull) {
        assertThat(bot.botComments(pull)).hasSize(1);
        return bot.botComments(pull).get(0).body();
    }
}

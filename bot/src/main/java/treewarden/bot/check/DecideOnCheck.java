package treewarden.bot.check;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import treewarden.bot.check.NextState.Outcome;
import treewarden.bot.check.NextState.Seen;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Effect;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.RunPrecheck;
import treewarden.domain.JobPayload.RunSample;
import treewarden.domain.SampleReport;
import treewarden.store.JobResult;
import treewarden.store.Run;
import treewarden.store.Transaction;
import treewarden.templates.ChangeScope;
import treewarden.templates.LeafSampleState;

/**
 * Makes one decision of what a check found: state, run, effects and the sample's job, to be written in one transaction.
 * What is known and shown already leads to nothing.
 */
final class DecideOnCheck {
    static final String BY = "treewarden";

    private final Presentation presentation;
    private final SampleLimits limits;
    private final StandOfSample sample;
    private final Prechecking prechecking;
    private final Clock clock;

    DecideOnCheck(Checking checking, Clock clock) {
        this.presentation = new Presentation(checking.addresses());
        this.limits = checking.limits();
        this.sample = new StandOfSample(checking.sampling());
        this.prechecking = checking.prechecking();
        this.clock = clock;
    }

    /** The pull request is over, and its head is the one that was checked. */
    JobResult onClosed(Known known, Contribution contribution, Subject subject) {
        var state = NextState.of(contribution, subject.pullRequest(), Outcome.NOTHING_TO_SAMPLE, Seen.AGAIN);
        if (state == contribution.state()) {
            return JobResult.done("nothing new: the pull request is over");
        }
        var next = contribution.inState(state, clock.instant());
        var reasons = Approvals.ofPullRequest(subject.pullRequest());
        var approvals = known.approvals().after(next, reasons, clock.instant()).notes(next);
        var effects = new ArrayList<Effect>();
        known.run()
                .map(run -> Verdict.of(run, sample.shown(known, Outcome.NOTHING_TO_SAMPLE, next), known.prechecks()))
                .ifPresent(verdict -> effects.add(presentation.comment(next, verdict.with(approvals))));
        effects.add(Presentation.labels(next));
        var decision = new Decision(next, effects, List.of(), BY, "the pull request " + state.clause());
        return new JobResult.Done(
                transaction -> {
                    SharedHead.release(contribution, next, transaction);
                    transaction.apply(decision);
                    transaction.voidApprovals(next, reasons, BY);
                    cancelSample(transaction, contribution);
                },
                state.words());
    }

    /** What an inspection of the head leads to. */
    JobResult onInspection(Known known, Inspection inspection, Subject subject) {
        if (known.contribution() == null && inspection.scope() == ChangeScope.NO_LEAVES) {
            return onNoContribution(known, inspection, subject);
        }
        var selection = SampleSelection.of(inspection.leaves(), limits);
        var reused = known.sample().isPresent()
                ? Optional.<SampleReport>empty()
                : known.earlier()
                        .flatMap(earlier ->
                                earlier.reusedFor(subject.pullRequest().head(), selection));
        var precheck = known.reusablePrecheck(subject.pullRequest().head(), selection);
        var withSample = reused.map(known::withSample).orElse(known);
        return decided(precheck.map(withSample::withPrecheck).orElse(withSample), inspection, subject, selection)
                .and(transaction -> {
                    reused.ifPresent(transaction.samples()::save);
                    precheck.ifPresent(transaction.prechecks()::save);
                });
    }

    private JobResult.Done decided(Known known, Inspection inspection, Subject subject, SampleSelection selection) {
        var found = run(inspection, subject);
        var seen = known.hasSameLeaves(found) && known.isOf(found.head()) ? Seen.AGAIN : Seen.ANEW;
        var outcome = sample.outcome(known, found, selection, seen);
        var state =
                NextState.of(known.contribution(), subject.pullRequest(), outcome, seenApproved(known, subject, seen));
        var next = contribution(known, inspection, subject, state);
        var reasons = seen == Seen.AGAIN
                ? Approvals.ofPullRequest(subject.pullRequest())
                : Approvals.ofFindings(subject.pullRequest());
        var approvals = known.approvals().after(next, reasons, clock.instant());
        if (seen == Seen.AGAIN
                && known.hasSame(found)
                && known.isShown()
                && isSame(known, next)
                && known.hasRead(found)
                && approvals.equals(known.approvals())) {
            return JobResult.done("nothing new");
        }
        var run = known.hasSame(found) && known.hasRead(found) ? known.run().orElse(found) : found;
        var verdict = new Verdict(
                        inspection.scope(),
                        run,
                        sample.shown(known, outcome, next),
                        known.prechecks(),
                        remarks(next, subject, selection))
                .with(approvals.notes(next));
        var jobs = state == ContributionState.SAMPLING && outcome == Outcome.CAN_BE_SAMPLED
                ? jobs(known, next, selection)
                : List.<JobPayload>of();
        var effects = new ArrayList<>(effects(known, next, verdict, subject));
        if (inspection.suggest() != null && !effects.isEmpty() && (seen == Seen.ANEW || !known.isShown())) {
            effects.add(inspection.suggest());
        }
        var decision = new Decision(next, effects, jobs, BY, why(next, inspection));
        return new JobResult.Done(writes(known, decision, run), decision.why())
                .and(transaction -> transaction.voidApprovals(next, reasons, BY));
    }

    /** What somebody approved that is not there any more was never seen. */
    private static Seen seenApproved(Known known, Subject subject, Seen seen) {
        var before = known.contribution();
        return before == null || known.approvals().hold(before, subject.pullRequest()) ? seen : Seen.ANEW;
    }

    /** The sample, and with it the questions to the community model, unless they are answered. */
    private List<JobPayload> jobs(Known known, Contribution next, SampleSelection selection) {
        var jobs = new ArrayList<JobPayload>();
        jobs.add(new RunSample(next.id(), next.head(), selection.leaves(), selection.omitted()));
        if (prechecking == Prechecking.WITH_THE_SAMPLE && known.prechecks().isEmpty()) {
            jobs.add(RunPrecheck.before(next.id(), next.head(), selection.leaves(), selection.omitted()));
        }
        return jobs;
    }

    /** A pull request without leaves has a check that says so, because a required check must not hang, and no more. */
    private JobResult onNoContribution(Known known, Inspection inspection, Subject subject) {
        if (known.isShown() || !subject.pullRequest().open()) {
            return JobResult.done("no leaves, nothing new");
        }
        var passing = contribution(known, inspection, subject, ContributionState.AWAITING_TRIAGE);
        var verdict = new Verdict(
                inspection.scope(), run(inspection, subject), new LeafSampleState.NotYet(""), List.of(), List.of());
        var check = presentation.check(passing, verdict);
        return new JobResult.Done(
                transaction -> transaction.show(subject.repository(), List.of(check)), "no leaves: the check says so");
    }

    private static Consumer<Transaction> writes(Known known, Decision decision, Run run) {
        return transaction -> {
            var before = known.contribution();
            if (before != null && (!before.head().equals(run.head()) || hasLeftSampling(before, decision))) {
                cancelSample(transaction, before);
            }
            var next = decision.contribution();
            if (before != null) {
                SharedHead.release(before, next, transaction);
            }
            transaction.apply(new Decision(
                    next,
                    SharedHead.worstWins(decision.effects(), next, transaction),
                    decision.jobs(),
                    decision.by(),
                    decision.why()));
            transaction.runs().save(run);
        };
    }

    private static boolean hasLeftSampling(Contribution before, Decision decision) {
        return before.state() == ContributionState.SAMPLING
                && decision.contribution().state() != ContributionState.SAMPLING;
    }

    /** What the teacher makes of a head that nobody wants to know about any more is of no use. */
    private static void cancelSample(Transaction transaction, Contribution before) {
        for (var key :
                List.of(RunSample.key(before.id(), before.head()), RunPrecheck.key(before.id(), before.head(), null))) {
            transaction.jobs().latest(key).ifPresent(job -> transaction.requestCancel(job.id()));
        }
    }

    private Run run(Inspection inspection, Subject subject) {
        return new Run(
                subject.id(),
                subject.pullRequest().head(),
                inspection.outcome(),
                inspection.checked(),
                inspection.notes(),
                clock.instant(),
                inspection.content(subject.pullRequest().baseBranch()));
    }

    private Contribution contribution(Known known, Inspection inspection, Subject subject, ContributionState state) {
        var pullRequest = subject.pullRequest();
        var before = known.contribution();
        var now = clock.instant();
        var since =
                before != null && before.state() == state && known.isOf(pullRequest.head()) ? before.stateSince() : now;
        return new Contribution(
                subject.id(),
                subject.repository(),
                pullRequest.title(),
                pullRequest.author(),
                pullRequest.head(),
                state,
                inspection.kinds(),
                inspection.foldersShown(),
                inspection.leaves().size(),
                inspection.errors(),
                inspection.warnings(),
                known.sample().map(report -> report.made()).orElse(null),
                known.sample().map(report -> report.kept()).orElse(null),
                NextState.mayBeSampled(before, pullRequest),
                before == null || before.state() != state ? null : before.reason(),
                before == null ? null : before.assignee(),
                pullRequest.createdAt(),
                since,
                now,
                before == null ? 0 : before.version());
    }

    private static boolean isSame(Known known, Contribution next) {
        var before = known.contribution();
        return before != null
                && before.state() == next.state()
                && before.goGiven() == next.goGiven()
                && before.title().equals(next.title())
                && before.author().equals(next.author())
                && before.repository().equals(next.repository());
    }

    private static List<String> remarks(Contribution next, Subject subject, SampleSelection selection) {
        if (next.state() == ContributionState.CHECKING && subject.pullRequest().draft()) {
            return List.of(
                    "This is a draft. Its leaves were checked and nothing has to change; they are sampled once the "
                            + "pull request is marked as ready for review.");
        }
        if (next.state() == ContributionState.SAMPLING && !selection.omitted().isEmpty()) {
            int all = selection.leaves().size() + selection.omitted().size();
            return List.of("The trial takes " + selection.leaves().size() + " of the " + all
                    + " leaves. All of them were checked.");
        }
        return List.of();
    }

    /**
     * A pull request that was over before it was ever looked at is kept, but nobody is told anything about it. What is
     * there already is not shown again.
     */
    private List<Effect> effects(Known known, Contribution next, Verdict verdict, Subject subject) {
        var isOver = Set.of(ContributionState.CLOSED, ContributionState.MERGED).contains(next.state());
        if (known.contribution() == null && isOver) {
            return List.of();
        }
        var before = known.run().filter(verdict.run()::equals);
        if (before.isPresent()
                && known.isOf(next.head())
                && !known.isShown()
                && isSame(known, next)
                && verdict.remarks().containsAll(known.approvals().notes(next))) {
            // Only the check is missing: somebody asked for it to be shown again.
            return List.of(presentation.check(next, verdict));
        }
        return presentation.all(next, verdict).stream()
                .filter(effect -> !(effect instanceof Effect.ShowLabels labels)
                        || known.waiting() > 0
                        || !Labels.areThere(
                                labels.labels(), subject.pullRequest().labels()))
                .toList();
    }

    private static String why(Contribution next, Inspection inspection) {
        return switch (inspection.scope()) {
            case NO_LEAVES -> "it touches no leaf any more";
            case ONLY_REMOVED -> "leaves are only removed, nothing to check";
            case TOO_MANY_FILES -> "too many files to see all of them";
            case LEAVES ->
                count(next.leafCount(), "leaf", "leaves") + " checked: " + count(next.errors(), "error", "errors")
                        + ", " + count(next.warnings(), "warning", "warnings");
        };
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}

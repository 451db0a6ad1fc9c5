package treewarden.bot.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.bot.ForgeTrouble;
import treewarden.bot.Repositories;
import treewarden.bot.handle.Handlers;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.Effect.ShowCheck;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.CheckContribution;
import treewarden.domain.JobPayload.DeliverEffects;
import treewarden.domain.JobPayload.ReportSample;
import treewarden.domain.JobPayload.RunSample;
import treewarden.domain.Repository;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.PullRequest;
import treewarden.store.ContributionFilter;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.Tables;

/**
 * Compares a repository with what is known of it: open pull requests whose head has no verdict of ours, those that we
 * believe to be open and that are not, and comments with commands that nobody brought to us. The events are hints, and
 * this is what makes them true. {@link Sweep} has it done on a schedule.
 */
public final class Reconcile implements JobHandler<JobPayload.Reconcile> {
    private final Database database;
    private final Forge forge;
    private final Repositories repositories;
    private final AnswerMissedComments answerMissedComments;

    public Reconcile(Database database, Forge forge, Repositories repositories, Handlers handlers) {
        this.database = database;
        this.forge = forge;
        this.repositories = repositories;
        this.answerMissedComments = new AnswerMissedComments(database, forge, handlers);
    }

    @Override
    public JobKind kind() {
        return JobKind.RECONCILE;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.Reconcile payload) {
        var repository = repositories.find(payload.repository());
        if (repository.isEmpty()) {
            return JobResult.done("the repository is not tended any more");
        }
        try {
            var stale = stale(repository.get(), forge.in(repository.get()).openPullRequests());
            context.write(transaction -> stale.forEach(id -> transaction.enqueue(new CheckContribution(id))));
            int answered = answerMissedComments.in(repository.get(), context);
            return new JobResult.Done(
                    transaction -> transaction.enqueue(
                            new DeliverEffects(repository.get().installation())),
                    stale.size() + " to check, " + answered + " answered");
        } catch (ForgeException e) {
            return ForgeTrouble.result(e, context);
        }
    }

    private Set<ContributionId> stale(Repository repository, List<PullRequest> open) {
        return database.read(tables -> {
            var stale = open.stream()
                    .filter(pullRequest -> !isUpToDate(repository, pullRequest, tables))
                    .map(pullRequest -> new ContributionId(repository.id(), pullRequest.number()))
                    .collect(Collectors.toCollection(HashSet::new));
            var numbers = open.stream().map(PullRequest::number).collect(Collectors.toSet());
            for (var contribution : underWay(repository, tables)) {
                if (!numbers.contains(contribution.id().number())) {
                    stale.add(contribution.id());
                }
            }
            return stale;
        });
    }

    private static boolean isUpToDate(Repository repository, PullRequest pullRequest, Tables tables) {
        var id = new ContributionId(repository.id(), pullRequest.number());
        var target = ShowCheck.target(repository.id(), pullRequest.head());
        var isShown =
                tables.forgeIds().find(target).isPresent() || tables.outbox().waitingFor(id) > 0;
        if (!isShown) {
            return false;
        }
        var contribution = tables.contributions().find(id);
        return contribution.isEmpty()
                || (contribution.get().head().equals(pullRequest.head())
                        && isAgainstSameBase(id, pullRequest, tables)
                        && isAsFarAs(contribution.get(), pullRequest, tables));
    }

    private static boolean isAgainstSameBase(ContributionId id, PullRequest pullRequest, Tables tables) {
        return tables.checkedBases()
                .find(id)
                .filter(branch -> !branch.equals(pullRequest.baseBranch()))
                .isEmpty();
    }

    /** Whether nothing is missing between what the pull request is and the state that it is in. */
    private static boolean isAsFarAs(Contribution contribution, PullRequest pullRequest, Tables tables) {
        return switch (contribution.state()) {
            case CLOSED, MERGED, RELEASED -> false;
            case CHECKING -> pullRequest.draft();
            case SAMPLING ->
                isUnderWay(new RunSample(contribution.id(), contribution.head(), List.of(), List.of()), tables)
                        || isUnderWay(new ReportSample(contribution.id(), contribution.head(), Digest.of("")), tables);
            default -> true;
        };
    }

    private static boolean isUnderWay(JobPayload job, Tables tables) {
        return tables.jobs()
                .latest(job.key())
                .filter(latest -> !latest.state().isOver())
                .isPresent();
    }

    /** Contributions that we believe to be open. */
    private static List<Contribution> underWay(Repository repository, Tables tables) {
        var over = Set.of(
                ContributionState.CLOSED,
                ContributionState.MERGED,
                ContributionState.RELEASED,
                ContributionState.REJECTED);
        var filter = ContributionFilter.ALL
                .of(repository.id())
                .in(Set.of(ContributionState.values()).stream()
                        .filter(state -> !over.contains(state))
                        .collect(Collectors.toSet()));
        return tables.contributions().all(filter);
    }
}

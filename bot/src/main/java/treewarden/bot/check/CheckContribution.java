package treewarden.bot.check;

import java.util.List;
import java.util.Optional;
import treewarden.bot.ForgeTrouble;
import treewarden.bot.Repositories;
import treewarden.bot.check.Known.EarlierSample;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect.ShowCheck;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.RunSample;
import treewarden.domain.Repository;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.store.Database;
import treewarden.store.Job;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobState;
import treewarden.store.Tables;

/**
 * Brings what is known and shown of a pull request up to date with its head.
 *
 * <p>It reads everything again and decides from that alone, so it does not matter which event asked for it, how late or
 * how often. A check that finds what is known already changes nothing.
 */
public final class CheckContribution implements JobHandler<JobPayload.CheckContribution> {
    private final Database database;
    private final Forge forge;
    private final Repositories repositories;
    private final InspectLeaves inspectLeaves;
    private final KnownLeaves knownLeaves;
    private final OpenLeaves openLeaves;
    private final DecideOnCheck decide;

    public CheckContribution(Database database, Forge forge, Repositories repositories, Checking checking) {
        this.database = database;
        this.forge = forge;
        this.repositories = repositories;
        this.inspectLeaves = new InspectLeaves(
                checking.validator(), new BlobReader(checking.artifacts(), database), checking.pullRequests());
        this.openLeaves = new OpenLeaves(database);
        this.knownLeaves = checking.knownLeaves();
        this.decide = new DecideOnCheck(checking, database.clock());
    }

    @Override
    public JobKind kind() {
        return JobKind.CHECK_CONTRIBUTION;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.CheckContribution payload) {
        var repository = repositories.find(payload.contribution().repository());
        if (repository.isEmpty()) {
            return JobResult.done("dropped: the repository is not tended any more");
        }
        try {
            return check(context, payload.contribution(), repository.get());
        } catch (HeadMoved e) {
            return new JobResult.Failed(String.valueOf(e.getMessage()));
        } catch (ForgeException e) {
            return ForgeTrouble.result(e, context);
        }
    }

    private JobResult check(JobContext context, ContributionId id, Repository repository) {
        var in = forge.in(repository);
        var subject = new Subject(repository, in.pullRequest(id.number()));
        var head = subject.pullRequest().head();
        var known = known(id, head);
        var before = known.contribution();
        if (before != null && known.isOf(head) && !subject.pullRequest().open()) {
            return decide.onClosed(known, before, subject);
        }
        var others = openLeaves.before(id, knownLeaves.of(repository.id()));
        var inspection = inspectLeaves.inspect(InspectLeaves.Difference.of(subject, in), others, context);
        return withBase(decide.onInspection(known, inspection, subject), subject);
    }

    /** By the branch that it was compared with, the sweep sees that it has got another one. */
    private JobResult withBase(JobResult result, Subject subject) {
        var branch = subject.pullRequest().baseBranch();
        var isKnown = database.read(tables -> tables.checkedBases().find(subject.id()))
                .filter(branch::equals)
                .isPresent();
        return result instanceof JobResult.Done done && !isKnown
                ? done.and(transaction -> transaction.checkedBases().remember(subject.id(), branch))
                : result;
    }

    private Known known(ContributionId id, CommitId head) {
        return database.read(tables -> {
            var contribution = tables.contributions().find(id);
            int waiting = tables.outbox().waitingFor(id);
            var headBefore = contribution.map(Contribution::head).filter(before -> !before.equals(head));
            return new Known(
                    contribution.orElse(null),
                    tables.runs().find(id, head),
                    tables.samples().find(id, head),
                    sampleJob(tables, id, head).map(CheckContribution::state),
                    headBefore.flatMap(before -> earlier(tables, id, before)),
                    tables.prechecks().list(id, head),
                    headBefore.flatMap(before -> tables.prechecks().find(id, before)),
                    new Approvals(tables.approvals().all(id)),
                    waiting > 0
                            || tables.forgeIds()
                                    .find(ShowCheck.target(id.repository(), head))
                                    .isPresent(),
                    waiting);
        });
    }

    private static Optional<Job> sampleJob(Tables tables, ContributionId id, CommitId head) {
        return tables.jobs().latest(new RunSample(id, head, List.of(), List.of()).key());
    }

    /** A job that was told to end leaves no report, however long it takes to hear of it. */
    private static JobState state(Job job) {
        return job.cancelRequested() && !job.state().isOver() ? JobState.CANCELLED : job.state();
    }

    private static Optional<EarlierSample> earlier(Tables tables, ContributionId id, CommitId before) {
        return sampleJob(tables, id, before)
                .flatMap(job -> tables.samples()
                        .find(id, before)
                        .map(report -> new EarlierSample((RunSample) job.payload(), report)));
    }
}

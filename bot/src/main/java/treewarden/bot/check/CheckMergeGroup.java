package treewarden.bot.check;

import java.util.List;
import treewarden.bot.ForgeTrouble;
import treewarden.bot.Repositories;
import treewarden.domain.CheckConclusion;
import treewarden.domain.CheckResult;
import treewarden.domain.Effect.ShowCheck;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.Severity;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.templates.ChangeScope;

/**
 * Checks the commit that a merge queue is about to merge: the leaves that differ from what it goes on top of, as they will
 * be. So it holds for all pull requests of the group at once, however many there are and however they are combined, and
 * two that are fine by themselves and not together do not get in. Nothing else is decided by it: states, comments and
 * labels belong to the pull requests.
 */
public final class CheckMergeGroup implements JobHandler<JobPayload.CheckMergeGroup> {
    /** Enough to see what is wrong; the queue throws the pull request out, where all of it is shown. */
    private static final int MOST_SHOWN = 50;

    private final Forge forge;
    private final Repositories repositories;
    private final InspectLeaves inspectLeaves;
    private final KnownLeaves knownLeaves;

    public CheckMergeGroup(Database database, Forge forge, Repositories repositories, Checking checking) {
        this.forge = forge;
        this.repositories = repositories;
        this.inspectLeaves = new InspectLeaves(
                checking.validator(), new BlobReader(checking.artifacts(), database), checking.pullRequests());
        this.knownLeaves = checking.knownLeaves();
    }

    @Override
    public JobKind kind() {
        return JobKind.CHECK_MERGE_GROUP;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.CheckMergeGroup payload) {
        var repository = repositories.find(payload.last().repository());
        if (repository.isEmpty()) {
            return JobResult.done("dropped: the repository is not tended any more");
        }
        try {
            var in = forge.in(repository.get());
            var changed = in.changedFiles(payload.base(), payload.head());
            var inspection = inspectLeaves.inspect(
                    new InspectLeaves.Difference(in, changed, payload.head(), null),
                    knownLeaves.of(repository.get().id()),
                    context);
            var result = result(inspection);
            var check = new ShowCheck(payload.last(), payload.head(), result);
            return new JobResult.Done(
                    transaction -> transaction.show(repository.get(), List.of(check)), result.title());
        } catch (HeadMoved e) {
            return new JobResult.Failed(String.valueOf(e.getMessage()));
        } catch (ForgeException e) {
            return ForgeTrouble.result(e, context);
        }
    }

    private static CheckResult result(Inspection inspection) {
        if (inspection.scope() == ChangeScope.TOO_MANY_FILES) {
            return new CheckResult(
                    CheckConclusion.FAILURE,
                    "Too many files to see all of them",
                    "GitHub does not list more than 300 files of a merge group. Make the groups of the merge queue smaller.",
                    List.of());
        }
        var errors = inspection.leaves().stream()
                .flatMap(leaf -> leaf.checked().findings().stream())
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        int leaves = inspection.leaves().size();
        return errors.isEmpty()
                ? new CheckResult(
                        CheckConclusion.SUCCESS,
                        leaves == 0
                                ? "No leaves to check"
                                : count(leaves, "leaf", "leaves") + " checked, as they will be merged",
                        "What the merge queue is about to merge has nothing to change.",
                        List.of())
                : new CheckResult(
                        CheckConclusion.FAILURE,
                        count(errors.size(), "thing", "things") + " to change before this can be merged",
                        "The leaves are checked together, as they will be after the merge. Errors stand on their lines below.",
                        errors.stream().limit(MOST_SHOWN).toList());
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}

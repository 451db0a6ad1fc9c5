package treewarden.bot.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import treewarden.bot.ForgeTrouble;
import treewarden.bot.Repositories;
import treewarden.bot.check.BlobReader;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.Leaf;
import treewarden.domain.Printable;
import treewarden.domain.Repository;
import treewarden.domain.release.PlanSettings;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.Withdrawal;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.RepositoryForge;
import treewarden.forge.TreeEntry;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.SayUnchanged;
import treewarden.store.Transaction;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.LeafPaths;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.Validator;

/**
 * The first stage of a release: reads the leaves of the default branch at one commit, keeps their bytes by digest, and says
 * which of them are new, changed or as they were. From here on no stage needs the code host.
 *
 * <p>A leaf that contributions touched goes in if the approval of each of them holds at this moment, and nobody withdrew it.
 * One that reads again as the last release held it is in by that. What stays out is
 * listed with its reason, so that nobody has to find out why their leaf is missing.
 */
public final class PlanRelease implements JobHandler<RunReleaseStage> {
    private final Database database;
    private final Forge forge;
    private final Repositories repositories;
    private final Validator validator;
    private final BlobReader blobs;
    private final FindMerged merged;
    private final Supplier<PlanSettings> settings;

    /** @param settings that a release would be made with now; taken once for each plan, since files may belong to them */
    public PlanRelease(
            Database database,
            Forge forge,
            Repositories repositories,
            Validator validator,
            BlobReader blobs,
            FindMerged merged,
            Supplier<PlanSettings> settings) {
        this.database = database;
        this.forge = forge;
        this.repositories = repositories;
        this.validator = validator;
        this.blobs = blobs;
        this.merged = merged;
        this.settings = settings;
    }

    @Override
    public JobKind kind() {
        return JobKind.PLAN_RELEASE;
    }

    @Override
    public JobResult run(JobContext context, RunReleaseStage payload) {
        Optional<Release> release = database.read(tables -> tables.releases().find(payload.release()));
        if (release.isEmpty() || release.get().state() != ReleaseState.RUNNING) {
            return JobResult.done("dropped: the release is over");
        }
        var repository = repositories.find(release.get().repository());
        if (repository.isEmpty()) {
            return new JobResult.GaveUp(
                    "the taxonomy's repository is not tended any more: install the App there again, or"
                            + " cancel this release");
        }
        try {
            var plan = plan(
                    (done, of) -> context.progress(done, of, "leaves read"), release.get(), forge.in(repository.get()));
            return new JobResult.Done(transaction -> store(transaction, release.get(), plan), plan.words());
        } catch (ForgeException e) {
            return ForgeTrouble.result(e, context);
        }
    }

    /**
     * What a release that began now would hold; nothing is started. The bytes of the leaves are kept, as by the stage.
     *
     * @throws ForgeException where the code host cannot be asked
     */
    public ReleasePlan look(Release release, Repository repository) {
        return plan(NOBODY, release, forge.in(repository));
    }

    /** Who hears how far it is. */
    private interface Progress {
        void read(int done, int of);
    }

    private static final Progress NOBODY = (done, of) -> {};

    private ReleasePlan plan(Progress progress, Release release, RepositoryForge in) {
        var commit = in.head(in.defaultBranch());
        var tree = in.tree(commit);
        if (tree.cut()) {
            throw new ForgeException.TooLarge("the list of files of " + commit.brief()
                    + " is longer than the code host gives at once, so leaves would be missing");
        }
        var before = last(release);
        var brought = merged.of(release.repository(), in);
        var withdrawals = database.read(tables -> tables.releases().withdrawals());
        var leaves = new ArrayList<PlannedLeaf>();
        var left = new ArrayList<String>(brought.left());
        var files = tree.entries().stream()
                .filter(entry -> entry.isPlainFile() && LeafPaths.isLeaf(entry.path()))
                .toList();
        for (var file : files) {
            progress.read(leaves.size() + left.size(), files.size());
            var read = read(in, file);
            if (read.leaf() == null) {
                left.add(Printable.line(file.path()) + ": " + read.why());
            } else if (brought.isLeft(file.path(), read.digest()) && !before.isAsItWas(file.path(), read.digest())) {
                brought.whyLeft(file.path(), read.digest()).ifPresent(left::add);
            } else {
                leaves.add(before.compare(file.path(), read.leaf().kind(), read.digest(), brought));
            }
        }
        var now = settings.get();
        return chosen(commit, before, leaves, withdrawals, left, brought).under(now, before.changed(now));
    }

    private static ReleasePlan chosen(
            CommitId commit,
            LastRelease before,
            List<PlannedLeaf> leaves,
            List<Withdrawal> withdrawals,
            List<String> left,
            FindMerged.Merged brought) {
        var kept = leaves.stream()
                .filter(leaf -> withdrawals.stream().noneMatch(one -> one.covers(leaf)))
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .toList();
        return new ReleasePlan(
                commit,
                before.id(),
                kept,
                before.missingIn(kept),
                withdrawals.stream()
                        .filter(one -> leaves.stream().anyMatch(one::covers))
                        .toList(),
                left,
                ReleasePlan.broughtTo(kept, brought.contributions()));
    }

    private LastRelease last(Release release) {
        return database.read(tables -> tables.releases()
                .lastPublished(release.model())
                .flatMap(last -> tables.releases()
                        .output(last.id(), ReleaseStage.PLAN)
                        .map(output -> new LastRelease(last.id(), ((Planned) output.report()).plan())))
                .orElse(LastRelease.NONE));
    }

    private record Read(@Nullable Leaf leaf, Digest digest, String why) {}

    private Read read(RepositoryForge in, TreeEntry file) {
        var nothing = Digest.of("");
        if (file.size() > BlobReader.MOST_LEAF_BYTES) {
            return new Read(null, nothing, "it is larger than a leaf may be");
        }
        var blob = blobs.leaf(in, file.sha());
        if (blob.isEmpty()) {
            return new Read(null, nothing, "it is larger than a leaf may be");
        }
        var checked = validator.check(new LeafFile(file.path(), blob.get().bytes()), Surroundings.UNKNOWN);
        return new Read(
                checked.leaf(), blob.get().digest(), checked.errors() + " errors; mend it on the default branch");
    }

    /** A release that would be an earlier one over again ends here. */
    private static void store(Transaction transaction, Release release, ReleasePlan made) {
        var releases = transaction.writeReleases();
        // What was withdrawn while leaves were read.
        var plan = made.without(transaction.releases().withdrawals());
        var report = new Planned(plan);
        var unchanged = new SayUnchanged(transaction).why(release, plan);
        if (unchanged.isPresent()) {
            releases.finish(release.id(), ReleaseStage.PLAN, report, ReleaseState.UNCHANGED, unchanged.get());
        } else {
            releases.finish(release.id(), ReleaseStage.PLAN, report, plan.words());
        }
    }
}

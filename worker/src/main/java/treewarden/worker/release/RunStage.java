package treewarden.worker.release;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport.Generated;
import treewarden.store.CoveredLeaves;
import treewarden.store.Database;
import treewarden.store.Job;
import treewarden.store.JobContext;
import treewarden.store.JobFilter;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobState;
import treewarden.store.Tables;
import treewarden.store.WithdrawnLeaves;

/**
 * The job around the work of a stage: nothing is done for a release that is over, and what the work leaves is stored with
 * what follows from it.
 */
public final class RunStage implements JobHandler<RunReleaseStage> {
    /** It saves before it ends, which takes a while. */
    private static final Duration UNTIL_STOPPED = Duration.ofSeconds(30);

    private final Database database;
    private final ReleaseFolders folders;
    private final Stage work;

    public RunStage(Database database, ReleaseFolders folders, Stage work) {
        this.database = database;
        this.folders = folders;
        this.work = work;
    }

    @Override
    public JobKind kind() {
        return work.stage().job();
    }

    private record Known(Optional<Release> release, List<StageOutput> outputs) {}

    /** Questions that other releases of the same model held out. */
    static Set<String> heldOutBefore(Tables tables, Release release) {
        var releases = tables.releases();
        return releases.list(release.model(), Integer.MAX_VALUE).stream()
                .filter(other -> !other.id().equals(release.id()))
                .flatMap(other -> releases.output(other.id(), ReleaseStage.GENERATE).stream())
                .flatMap(output -> ((Generated) output.report()).heldOut().stream())
                .map(ExamQuestion::id)
                .collect(Collectors.toSet());
    }

    @Override
    public JobResult run(JobContext context, RunReleaseStage payload) {
        var known = database.read(tables -> new Known(
                tables.releases().find(payload.release()), tables.releases().outputs(payload.release())));
        var release = known.release().filter(it -> it.state() == ReleaseState.RUNNING && it.stage() == payload.stage());
        if (release.isEmpty()) {
            return JobResult.done("dropped: the release is not at this stage any more");
        }
        var instead = withdrawn(release.get()).or(() -> waits(context, payload.stage()));
        if (instead.isPresent()) {
            return instead.get();
        }
        try {
            return result(
                    payload,
                    work.run(new StageContext(
                            context,
                            release.get(),
                            known.outputs(),
                            () -> database.read(tables -> heldOutBefore(tables, release.get())),
                            () -> database.read(tables ->
                                    new CoveredLeaves(tables, release.get().repository()).keptOut()),
                            other -> database.read(tables -> ModelBefore.files(tables, other)),
                            folders)));
        } catch (FilesChanged e) {
            return new JobResult.GaveUp(String.valueOf(e.getMessage()));
        }
    }

    /** What was withdrawn since the release was planned costs no teacher and no accelerator any more. */
    private Optional<JobResult> withdrawn(Release release) {
        var id = release.id();
        var stage = release.stage();
        // A trainer may be at work, whoever started it: what it makes is refused when it is done.
        if (stage == ReleaseStage.TRAIN || release.isOut()) {
            return Optional.empty();
        }
        Optional<String> refusal = database.read(tables -> new WithdrawnLeaves(tables).refusal(id));
        return refusal.map(why -> stage.compareTo(ReleaseStage.TRAIN) < 0
                ? new JobResult.Done(
                        transaction -> transaction.writeReleases().planAnew(id, stage),
                        "made anew, without what was withdrawn since it was planned")
                : refused(id, stage, why));
    }

    /** A trainer of a release that was cancelled has the accelerator until it has ended. */
    private Optional<JobResult> waits(JobContext context, ReleaseStage stage) {
        if (stage != ReleaseStage.TRAIN) {
            return Optional.empty();
        }
        Optional<Job> stopping = database.read(tables ->
                tables
                        .jobs()
                        .list(JobFilter.ALL.of(JobKind.STOP_TRAINING).in(JobState.QUEUED, JobState.RUNNING))
                        .stream()
                        .findFirst());
        return stopping.map(job -> new JobResult.Again(
                context.clock().instant().plus(UNTIL_STOPPED),
                ((StopTraining) job.payload()).release() + " was cancelled, and its trainer is stopped first: job "
                        + job.id()));
    }

    private static JobResult refused(ReleaseId id, ReleaseStage stage, String why) {
        return new JobResult.Done(transaction -> transaction.writeReleases().refuse(id, stage, why), why);
    }

    private static JobResult result(RunReleaseStage payload, StageEnd end) {
        if (end instanceof StageEnd.Done done) {
            return new JobResult.Done(
                    transaction -> transaction
                            .writeReleases()
                            .finish(payload.release(), payload.stage(), done.report(), done.words()),
                    done.words());
        }
        if (end instanceof StageEnd.Stands stands) {
            return new JobResult.Done(
                    transaction -> transaction
                            .writeReleases()
                            .finish(payload.release(), payload.stage(), stands.report(), stands.state(), stands.why()),
                    stands.why());
        }
        if (end instanceof StageEnd.Refused refused) {
            return refused(payload.release(), payload.stage(), refused.why());
        }
        if (end instanceof StageEnd.Again again) {
            return new JobResult.Again(again.notBefore(), again.why());
        }
        return end instanceof StageEnd.Failed failed
                ? new JobResult.Failed(failed.why())
                : new JobResult.GaveUp(((StageEnd.GaveUp) end).why());
    }
}

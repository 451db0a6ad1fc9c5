package treewarden.web.releases;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.store.Job;
import treewarden.store.JobState;
import treewarden.store.StageEntry;
import treewarden.store.Tables;
import treewarden.web.Moments;
import treewarden.web.runs.DescribeJob;
import treewarden.web.view.ReleasePage.Stage;

/** How far a release is: each stage as done, under way, waiting, stopped, or still to come. */
final class FollowStages {
    private final Release release;
    private final Tables tables;
    private final Moments moments;
    private final DescribeJob jobs;
    private final Duty duty;
    private final Map<ReleaseStage, StageEntry> outputs = new EnumMap<>(ReleaseStage.class);

    FollowStages(Release release, List<StageEntry> outputs, Tables tables, Instant now, Duty duty) {
        this.release = release;
        this.tables = tables;
        this.moments = new Moments(now);
        this.jobs = new DescribeJob(tables, now);
        this.duty = duty;
        outputs.forEach(output -> this.outputs.put(output.stage(), output));
    }

    List<Stage> stages() {
        return Arrays.stream(ReleaseStage.values()).map(this::stage).toList();
    }

    private Stage stage(ReleaseStage stage) {
        var output = outputs.get(stage);
        boolean isCurrent = release.stage() == stage;
        if (output != null && !(isCurrent && release.state() == ReleaseState.RUNNING)) {
            return new Stage(
                    stage.words(), stage.does(), "done", "done", output.words(), moments.of(output.endedAt()), null);
        }
        if (!isCurrent) {
            return after(stage);
        }
        return release.state() == ReleaseState.RUNNING ? underWay(stage) : stopped(stage);
    }

    /** One that did not come yet, or will not. */
    private Stage after(ReleaseStage stage) {
        if (release.state().isOver()) {
            return plain(stage, LookOf.IDLE, "not done", "");
        }
        boolean isNext = release.stage().next().equals(Optional.of(stage));
        return release.state().wantsAPerson() && isNext
                ? plain(stage, "maintainer", "waits for a person", "A maintainer says whether it is published.")
                : plain(stage, "queued", "to come", "");
    }

    private Stage stopped(ReleaseStage stage) {
        var trainer = stage == ReleaseStage.TRAIN ? stopOfTheTrainer() : Optional.<Job>empty();
        return new Stage(
                stage.words(),
                stage.does(),
                LookOf.IDLE,
                "stopped",
                "The release was " + release.state().words() + " here."
                        + trainer.map(this::ofTheTrainer).orElse(""),
                moments.of(release.since()),
                trainer.map(job -> jobs.rowOfItsRelease(job, duty.onJobs())).orElse(null));
    }

    /** A trainer that may still run where the release is over: it outlives the worker that followed it. */
    private Optional<Job> stopOfTheTrainer() {
        return tables.jobs()
                .latest(new StopTraining(release.id()).key())
                .filter(job -> job.kind() == JobKind.STOP_TRAINING);
    }

    private String ofTheTrainer(Job job) {
        var missing = jobs.missing(job);
        return switch (job.state()) {
            case QUEUED ->
                " Its trainer is still to be stopped." + (missing == null ? "" : " Missing is " + missing + ".");
            case RUNNING -> " Its trainer is being stopped.";
            case DONE -> "";
            case FAILED ->
                " Its trainer may still run: somebody has to do what is said below, and have the job tried again.";
            case CANCELLED -> " Its trainer may still run: have the job tried again that was to stop it.";
        };
    }

    private Stage underWay(ReleaseStage stage) {
        var found = tables.jobs().latest(new RunReleaseStage(release.id(), stage).key());
        if (found.isEmpty()) {
            return plain(stage, "queued", "waiting", "");
        }
        var job = found.get();
        return new Stage(
                stage.words(),
                stage.does(),
                job.state() == JobState.DONE ? "running" : job.state().slug(),
                words(job),
                advice(job),
                null,
                jobs.rowOfItsRelease(job, duty.onJobs()));
    }

    private static String words(Job job) {
        return switch (job.state()) {
            case QUEUED -> "waiting";
            case RUNNING, DONE -> "under way";
            case FAILED, CANCELLED -> "stopped";
        };
    }

    private String advice(Job job) {
        if (job.state() == JobState.FAILED) {
            return "Somebody has to mend what is said below and have the job tried again; nothing that was done before is"
                    + " lost.";
        }
        if (job.state() == JobState.CANCELLED) {
            return "Its job was cancelled by itself: the release stands still, and no other one of this model can begin, until"
                    + " somebody has the job tried again"
                    + (release.isOut() ? "." : " or a maintainer cancels the release.");
        }
        var missing = jobs.missing(job);
        return missing == null ? "" : "Missing is " + missing + ".";
    }

    private static Stage plain(ReleaseStage stage, String look, String words, String said) {
        return new Stage(stage.words(), stage.does(), look, words, said, null, null);
    }
}

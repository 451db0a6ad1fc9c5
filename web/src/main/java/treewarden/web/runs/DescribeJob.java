package treewarden.web.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Capability;
import treewarden.domain.ContributionId;
import treewarden.domain.JobKind;
import treewarden.store.Job;
import treewarden.store.JobState;
import treewarden.store.Progress;
import treewarden.store.Tables;
import treewarden.web.Moments;
import treewarden.web.view.Runs;

/** Jobs as the pages and the API show them, read in one state of the database. */
public final class DescribeJob {
    private final Tables tables;
    private final Instant now;
    private final RefuseAction refuse;
    private final Set<Capability> present;
    private final Map<JobKind, List<Long>> lastRuns = new HashMap<>();
    private final Map<Long, String> repositories = new HashMap<>();

    public DescribeJob(Tables tables, Instant now) {
        this.tables = tables;
        this.now = now;
        this.refuse = new RefuseAction(tables);
        this.present = tables.workers().capabilitiesAt(now);
        tables.repositories()
                .list()
                .forEach(known -> repositories.put(
                        known.repository().id(),
                        known.repository().owner() + "/" + known.repository().name()));
    }

    /** What it waits for that no worker has; null where one has it, or it does not wait. */
    public @Nullable String missing(Job job) {
        return job.state() != JobState.QUEUED || present.contains(job.capability())
                ? null
                : switch (job.capability()) {
                    case FORGE -> "the credential of the code host: no treewarden serve runs";
                    case TEACHER -> "a teacher: name one under teacher in the configuration of a process that runs";
                    case GPU -> "an accelerator: start a worker on a machine that has one";
                    case PUBLISH -> "the token of the Hub: start a worker on the machine that has it";
                };
    }

    /** How the contribution is called that it is about; null where it is about none. */
    public @Nullable String about(Job job) {
        return JobSubject.of(job.payload()).map(this::name).orElse(null);
    }

    private String name(ContributionId id) {
        return repositories.getOrDefault(id.repository(), Long.toString(id.repository())) + "#" + id.number();
    }

    /** Null where there is no such page. */
    private @Nullable String page(Job job) {
        return JobSubject.of(job.payload())
                .filter(id -> repositories.containsKey(id.repository()))
                .map(id -> "/contributions/" + repositories.get(id.repository()) + "/" + id.number())
                .orElse(null);
    }

    /** About how long it still takes. */
    public TimeLeft left(Job job) {
        var runs = job.state() == JobState.RUNNING;
        return TimeLeft.of(
                job,
                runs ? tables.saidByJobs().of(job.id()) : List.of(),
                runs
                        ? lastRuns.computeIfAbsent(
                                job.kind(), kind -> tables.jobs().lastRuns(kind, TimeLeft.RUNS))
                        : List.of(),
                now);
    }

    /** A row; {@code actions} are those that whoever looks may take. */
    Runs.Job row(Job job, Set<ActOnJobs.Action> actions) {
        var release = JobSubject.release(job.payload());
        return release.isPresent()
                ? row(job, actions, release.get().name(), "/releases/" + release.get())
                : row(job, actions, about(job), page(job));
    }

    /** A row on the page of the release that it is about, which need not be named there again. */
    public Runs.Job rowOfItsRelease(Job job, Set<ActOnJobs.Action> actions) {
        return row(job, actions, null, null);
    }

    private Runs.Job row(Job job, Set<ActOnJobs.Action> actions, @Nullable String about, @Nullable String aboutPage) {
        var left = left(job);
        return new Runs.Job(
                job.id().toString(),
                "/runs/" + job.id(),
                job.kind().words(),
                text(about),
                aboutPage,
                job.state().slug(),
                words(job),
                new Moments(now).of(since(job)),
                progress(job),
                elapsed(job),
                left.left() == null ? "" : "about " + Moments.words(left.left()) + " left",
                left.basis(),
                job.attempts() == 0
                        ? ""
                        : "attempt " + job.attempts() + " of " + job.kind().attempts(),
                text(job.lastError()),
                text(job.result()),
                job.state() == JobState.QUEUED && job.notBefore().isAfter(now)
                        ? "next try in " + Moments.words(Duration.between(now, job.notBefore()))
                        : "",
                text(job.worker()),
                actions.contains(ActOnJobs.Action.RETRY) && fits(ActOnJobs.Action.RETRY, job),
                actions.contains(ActOnJobs.Action.CANCEL) && fits(ActOnJobs.Action.CANCEL, job));
    }

    private boolean fits(ActOnJobs.Action action, Job job) {
        return refuse.of(action, job).isEmpty();
    }

    private String words(Job job) {
        if (missing(job) != null) {
            return "queued: no worker can do this";
        }
        return job.state() == JobState.RUNNING && job.cancelRequested()
                ? "running, told to end"
                : job.state().words();
    }

    private static Instant since(Job job) {
        if (job.finishedAt() != null) {
            return job.finishedAt();
        }
        return job.state() == JobState.RUNNING && job.startedAt() != null ? job.startedAt() : job.createdAt();
    }

    private static Runs.@Nullable Progress progress(Job job) {
        var progress = job.progress();
        if (progress == null || job.state() != JobState.RUNNING) {
            return null;
        }
        long percent = progress.of() <= 0 ? 0 : Math.round(100.0 * progress.done() / progress.of());
        return new Runs.Progress((int) Math.max(0, Math.min(100, percent)), words(progress));
    }

    /** How far it is; empty where nothing was said of it. */
    static String words(@Nullable Progress progress) {
        return progress == null
                ? ""
                : progress.done() + " of " + progress.of() + (progress.what().isEmpty() ? "" : ", " + progress.what());
    }

    /** While it runs until now; afterwards until its end. */
    private String elapsed(Job job) {
        var started = job.startedAt();
        if (started == null || job.state() == JobState.QUEUED) {
            return "";
        }
        var end = job.finishedAt() == null ? now : job.finishedAt();
        return end.isBefore(started) ? "" : Moments.words(Duration.between(started, end));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}

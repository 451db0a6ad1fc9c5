package treewarden.web.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Capability;
import treewarden.store.Job;
import treewarden.store.JobAttempt;
import treewarden.store.JobSaid;
import treewarden.store.JobState;
import treewarden.store.Tables;
import treewarden.store.Worker;
import treewarden.web.Moments;
import treewarden.web.view.Runs;

/** The page of the runs: jobs by state, workers, how the teacher fares. */
final class ReadRuns {
    /** Rows of a group and of a page; links lead to the others. */
    static final int ROWS = 50;

    /** Attempts in the log of a job. */
    private static final int ATTEMPTS = 100;

    private final Tables tables;
    private final Instant now;
    private final Function<Job, Set<ActOnJobs.Action>> actions;
    private final DescribeJob describe;
    private final ReadTeacher teacher;

    /** @param actions that whoever looks may take, as far as the job lets itself be moved */
    ReadRuns(Tables tables, Instant now, Function<Job, Set<ActOnJobs.Action>> actions) {
        this.tables = tables;
        this.now = now;
        this.actions = actions;
        this.describe = new DescribeJob(tables, now);
        this.teacher = new ReadTeacher(tables, now);
    }

    Runs read() {
        var counts = tables.jobs().openByState();
        var waiting = tables.jobs().queuedByCapability();
        var present = tables.workers().capabilitiesAt(now);
        var missing = EnumSet.allOf(Capability.class);
        missing.removeIf(capability -> present.contains(capability) || !waiting.containsKey(capability));
        var stuck = tables.jobs().queued(missing, ROWS);
        var groups = new ArrayList<Runs.Group>();
        groups.add(group(
                "running",
                "Running",
                counts.getOrDefault(JobState.RUNNING, 0),
                "",
                "Nothing runs at the moment.",
                latest(JobState.RUNNING, counts)));
        if (!stuck.isEmpty()) {
            groups.add(group(
                    "stuck",
                    "Queued: no worker can do this",
                    sum(waiting, missing),
                    "Missing is "
                            + stuck.stream()
                                    .map(describe::missing)
                                    .filter(Objects::nonNull)
                                    .distinct()
                                    .collect(Collectors.joining("; "))
                            + ".",
                    "",
                    first(stuck, sum(waiting, missing))));
        }
        groups.add(group(
                "queued",
                "Queued",
                sum(waiting, present),
                "In the order in which they start.",
                "Nothing waits.",
                first(tables.jobs().queued(present, ROWS), sum(waiting, present))));
        groups.add(group(
                "failed",
                "Failed",
                counts.getOrDefault(JobState.FAILED, 0),
                "Nothing more happens to these unless somebody has them tried again.",
                "Nothing failed.",
                latest(JobState.FAILED, counts)));
        var ended = lately(tables.jobs().ended(ROWS));
        groups.add(group("ended", "Ended lately", ended.jobs().size(), "", "Nothing has ended yet.", ended));
        return new Runs(
                groups,
                tables.workers().list().stream().map(this::worker).toList(),
                teacher.days().stream().map(ReadRuns::spent).toList(),
                teacher.troubles());
    }

    private static Runs.Spent spent(ReadTeacher.Spent it) {
        int failed = it.failed();
        return new Runs.Spent(
                it.day().toString(),
                it.kind().slug(),
                String.format(Locale.ROOT, "%,d", it.tokens()),
                it.attempts(),
                failed == 0 ? "" : failed + " (" + Math.round(100.0 * failed / it.attempts()) + " %)",
                it.tokens() == 0 || it.millis() == 0
                        ? ""
                        : String.format(Locale.ROOT, "%,.1f", 1000.0 * it.tokens() / it.millis()));
    }

    private static int sum(Map<Capability, Integer> counts, Set<Capability> of) {
        return of.stream()
                .mapToInt(capability -> counts.getOrDefault(capability, 0))
                .sum();
    }

    Runs.Job job(Job job) {
        return describe.row(job, actions.apply(job));
    }

    Runs.Log log(Job job) {
        return new Runs.Log(
                job(job),
                new RefuseAction(tables).carriesARelease(job)
                        ? JobSubject.release(job.payload())
                                .map(release -> new Runs.Link(release.name(), "/releases/" + release))
                                .orElse(null)
                        : null,
                tables.saidByJobs().of(job.id()).stream().map(this::said).toList(),
                tables.jobAttempts().of(job.id(), ATTEMPTS).stream()
                        .map(this::attempt)
                        .toList());
    }

    private Runs.Said said(JobSaid said) {
        return new Runs.Said(new Moments(now).of(said.at()), said.attempt(), DescribeJob.words(said.progress()));
    }

    private Runs.Attempt attempt(JobAttempt attempt) {
        return new Runs.Attempt(
                attempt.attempt(),
                new Moments(now).of(attempt.startedAt()),
                Moments.words(attempt.took()),
                attempt.worker() == null ? "" : attempt.worker(),
                slug(attempt.outcome()),
                attempt.outcome().words(),
                attempt.message(),
                DescribeJob.words(attempt.progress()));
    }

    /** The class of a job's pill. */
    private static String slug(JobAttempt.Outcome outcome) {
        return switch (outcome) {
            case DONE -> "done";
            case FAILED -> "failed";
            case PUT_OFF -> "queued";
            case CANCELLED -> "cancelled";
        };
    }

    /** Some jobs, which of all they are, and where the others are. */
    private record Rows(List<Job> jobs, String which, List<Runs.Link> more) {
        static Rows all(List<Job> jobs) {
            return new Rows(jobs, "", List.of());
        }
    }

    private Rows latest(JobState state, Map<JobState, Integer> counts) {
        var jobs = tables.jobs().before(state, Long.MAX_VALUE, ROWS);
        if (jobs.isEmpty() || counts.getOrDefault(state, 0) <= jobs.size()) {
            return Rows.all(jobs);
        }
        var older = RunsQuery.of(state).before(jobs.get(jobs.size() - 1).id());
        return new Rows(
                jobs, "The latest " + jobs.size() + " are here.", List.of(new Runs.Link("Older", older.address())));
    }

    private static Rows first(List<Job> jobs, int count) {
        return count <= jobs.size()
                ? Rows.all(jobs)
                : new Rows(
                        jobs,
                        "The first " + jobs.size() + " are here.",
                        List.of(new Runs.Link(
                                "All that wait, the latest first",
                                RunsQuery.of(JobState.QUEUED).address())));
    }

    private static Rows lately(List<Job> jobs) {
        return jobs.size() < ROWS
                ? Rows.all(jobs)
                : new Rows(
                        jobs,
                        "The latest " + jobs.size() + " are here.",
                        List.of(
                                new Runs.Link(
                                        "All that are done",
                                        RunsQuery.of(JobState.DONE).address()),
                                new Runs.Link(
                                        "All that were cancelled",
                                        RunsQuery.of(JobState.CANCELLED).address())));
    }

    /** A page of those that the address asks for. */
    Runs.Listed listed(RunsQuery query) {
        var found = tables.jobs().before(query.state(), query.before(), ROWS + 1);
        var jobs = found.subList(0, Math.min(found.size(), ROWS));
        return new Runs.Listed(
                heading(query.state()),
                query.complaints(),
                jobs.stream().map(this::job).toList(),
                query.isNewest() ? null : query.newest().address(),
                found.size() > ROWS ? query.before(jobs.get(ROWS - 1).id()).address() : null);
    }

    private static String heading(@Nullable JobState state) {
        if (state == null) {
            return "All jobs";
        }
        return switch (state) {
            case QUEUED -> "Jobs that wait";
            case RUNNING -> "Jobs that run";
            case DONE -> "Jobs that are done";
            case FAILED -> "Jobs that failed";
            case CANCELLED -> "Jobs that were cancelled";
        };
    }

    private Runs.Group group(String slug, String heading, int count, String explanation, String empty, Rows rows) {
        return new Runs.Group(
                slug,
                heading,
                count,
                explanation,
                empty,
                rows.jobs().stream().map(this::job).toList(),
                rows.which(),
                rows.more());
    }

    private Runs.Worker worker(Worker worker) {
        var moments = new Moments(now);
        return new Runs.Worker(
                worker.name(),
                worker.host(),
                worker.capabilities().stream()
                        .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(", ")),
                worker.accelerator() == null ? "" : worker.accelerator(),
                moments.of(worker.startedAt()),
                moments.of(worker.seenAt()),
                worker.isAlive(now));
    }
}

package treewarden.web.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.domain.Capability;
import treewarden.store.Job;
import treewarden.store.JobAttempt;
import treewarden.store.JobFilter;
import treewarden.store.JobSaid;
import treewarden.store.JobState;
import treewarden.store.Tables;
import treewarden.store.Worker;
import treewarden.web.Moments;
import treewarden.web.view.Runs;

/** The page of the runs: jobs by state, workers, how the teacher fares. */
final class ReadRuns {
    /** Rows of a group; the API has the others. */
    static final int ROWS = 50;

    /** Attempts in the log of a job. */
    private static final int ATTEMPTS = 100;

    private final Tables tables;
    private final Instant now;
    private final Set<ActOnJobs.Action> actions;
    private final DescribeJob describe;
    private final ReadTeacher teacher;

    /** @param actions that whoever looks may take */
    ReadRuns(Tables tables, Instant now, Set<ActOnJobs.Action> actions) {
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
                list(JobState.RUNNING)));
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
                    stuck));
        }
        groups.add(group(
                "queued",
                "Queued",
                sum(waiting, present),
                "In the order in which they start.",
                "Nothing waits.",
                tables.jobs().queued(present, ROWS)));
        groups.add(group(
                "failed",
                "Failed",
                counts.getOrDefault(JobState.FAILED, 0),
                "Nothing more happens to these unless somebody has them tried again.",
                "Nothing failed.",
                list(JobState.FAILED)));
        var ended = tables.jobs().ended(ROWS).stream()
                .filter(job -> job.state() != JobState.FAILED)
                .toList();
        groups.add(group("ended", "Ended lately", ended.size(), "", "Nothing has ended yet.", ended));
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
        return describe.row(job, actions);
    }

    Runs.Log log(Job job) {
        return new Runs.Log(
                job(job),
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

    private List<Job> list(JobState state) {
        return tables.jobs().list(JobFilter.ALL.in(state).page(ROWS, 0));
    }

    private Runs.Group group(String slug, String heading, int count, String explanation, String empty, List<Job> jobs) {
        return new Runs.Group(
                slug,
                heading,
                count,
                explanation,
                empty,
                jobs.stream().map(this::job).toList());
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

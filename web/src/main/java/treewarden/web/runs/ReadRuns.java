package treewarden.web.runs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.store.Job;
import treewarden.store.JobFilter;
import treewarden.store.JobState;
import treewarden.store.Tables;
import treewarden.store.TokenAccounts;
import treewarden.store.Worker;
import treewarden.web.Moments;
import treewarden.web.view.Runs;

/** The page of the runs: jobs by state, workers, the teacher's tokens. */
final class ReadRuns {
    /** Rows of a group; the API has the others. */
    static final int ROWS = 50;

    private static final int DAYS = 14;

    /** Jobs that ask a teacher. */
    private static final Set<JobKind> TEACHED = EnumSet.copyOf(Stream.of(JobKind.values())
            .filter(kind -> kind.capability() == Capability.TEACHER)
            .toList());

    private final Tables tables;
    private final Instant now;
    private final Set<ActOnJobs.Action> actions;
    private final DescribeJob describe;

    /** @param actions that whoever looks may take */
    ReadRuns(Tables tables, Instant now, Set<ActOnJobs.Action> actions) {
        this.tables = tables;
        this.now = now;
        this.actions = actions;
        this.describe = new DescribeJob(tables, now);
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
                groups, tables.workers().list().stream().map(this::worker).toList(), spent());
    }

    private static int sum(Map<Capability, Integer> counts, Set<Capability> of) {
        return of.stream()
                .mapToInt(capability -> counts.getOrDefault(capability, 0))
                .sum();
    }

    Runs.Job job(Job job) {
        return describe.row(job, actions);
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

    private List<Runs.Spent> spent() {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var days = Stream.iterate(today, day -> day.minusDays(1)).limit(DAYS).toList();
        var taken = tables.tokenAccounts().takenOn(days, TEACHED);
        return days.stream()
                .flatMap(day -> TEACHED.stream().flatMap(kind -> {
                    var tokens = taken.get(TokenAccounts.ofDay(kind, day));
                    return tokens == null
                            ? Stream.empty()
                            : Stream.of(new Runs.Spent(
                                    day.toString(), kind.slug(), String.format(Locale.ROOT, "%,d", tokens)));
                }))
                .toList();
    }
}

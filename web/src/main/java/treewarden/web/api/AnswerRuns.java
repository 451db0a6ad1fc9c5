package treewarden.web.api;

import static treewarden.web.api.Operation.Parameter;

import io.javalin.http.HandlerType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseId;
import treewarden.store.Database;
import treewarden.store.Job;
import treewarden.store.JobId;
import treewarden.store.JobState;
import treewarden.store.Progress;
import treewarden.store.Tables;
import treewarden.store.Worker;
import treewarden.web.runs.ActOnJobs;
import treewarden.web.runs.DescribeJob;
import treewarden.web.runs.JobSubject;
import treewarden.web.runs.ReadTeacher;

/** Jobs and workers, and what programs do to jobs. */
final class AnswerRuns {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final Database database;
    private final ActOnJobs actions;

    AnswerRuns(Database database, ActOnJobs actions) {
        this.database = database;
        this.actions = actions;
    }

    Stream<Operation> operations() {
        return Stream.of(
                new Operation(
                        HandlerType.GET,
                        "/api/jobs",
                        "listJobs",
                        "Jobs, the latest first.",
                        Operation.Access.READERS,
                        List.of(
                                Parameter.query("state", "Only this state", "failed"),
                                Parameter.query("before", "Only those with a lower id", "1000"),
                                Parameter.query("limit", "At most so many, up to " + MOST, "50")),
                        Shapes.Jobs.class,
                        request -> database.read(tables -> list(tables, request))),
                new Operation(
                        HandlerType.GET,
                        "/api/jobs/{id}",
                        "showJob",
                        "One job.",
                        Operation.Access.READERS,
                        List.of(id()),
                        Shapes.Job.class,
                        request -> database.read(tables -> show(tables, request))),
                new Operation(
                        HandlerType.GET,
                        "/api/jobs/{id}/attempts",
                        "listAttempts",
                        "How the attempts of a job ended.",
                        Operation.Access.READERS,
                        List.of(id()),
                        Shapes.JobAttempts.class,
                        request -> database.read(tables -> attempts(tables, request))),
                acting(ActOnJobs.Action.RETRY, "Puts a job that failed or was cancelled into the queue again."),
                acting(
                        ActOnJobs.Action.CANCEL,
                        "Ends a job: at once where it waits, at its next step where it runs. A stage of a release and a"
                                + " roll back are not ended here: people do that, on the release's page."),
                new Operation(
                        HandlerType.GET,
                        "/api/workers",
                        "listWorkers",
                        "The processes that run jobs, as they last showed themselves.",
                        Operation.Access.READERS,
                        List.of(),
                        Shapes.Workers.class,
                        request -> new Shapes.Workers(database.read(tables -> tables.workers().list().stream()
                                .map(worker -> worker(worker, request.now()))
                                .toList()))),
                new Operation(
                        HandlerType.GET,
                        "/api/teacher",
                        "showTeacher",
                        "How the teacher fared in the last 14 days: what it spent, how fast, how often attempts failed.",
                        Operation.Access.READERS,
                        List.of(),
                        Shapes.Teacher.class,
                        request -> database.read(tables -> teacher(new ReadTeacher(tables, request.now())))));
    }

    private static Parameter id() {
        return Parameter.path("id", "integer", "Of the job", "1");
    }

    private Operation acting(ActOnJobs.Action action, String says) {
        return new Operation(
                HandlerType.POST,
                "/api/jobs/{id}/" + action.word(),
                action.word() + "Job",
                says,
                Operation.Access.OPERATORS,
                List.of(id()),
                Shapes.Job.class,
                request -> act(action, request));
    }

    private Shapes.Jobs list(Tables tables, ApiRequest request) {
        int limit = (int) request.number("limit", USUAL, MOST);
        var before = request.number("before", Long.MAX_VALUE, Long.MAX_VALUE);
        var state = state(request.query("state"));
        var found = tables.jobs().before(state, before, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        var describe = new DescribeJob(tables, request.now());
        return new Shapes.Jobs(
                shown.stream().map(job -> job(job, describe)).toList(),
                found.size() > limit
                        ? "/api/jobs?" + (state == null ? "" : "state=" + state.slug() + "&") + "limit=" + limit
                                + "&before=" + shown.get(limit - 1).id()
                        : null);
    }

    private static @Nullable JobState state(@Nullable String slug) {
        if (slug == null || slug.isEmpty()) {
            return null;
        }
        return Arrays.stream(JobState.values())
                .filter(state -> state.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new ApiProblem(
                        400,
                        "A parameter makes no sense",
                        "`state` is one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(JobState.values())
                                                .map(JobState::slug)
                                                .toList())
                                + "."));
    }

    private static Shapes.Job show(Tables tables, ApiRequest request) {
        return tables.jobs()
                .find(new JobId(request.number("id")))
                .map(job -> job(job, new DescribeJob(tables, request.now())))
                .orElseThrow(() ->
                        new ApiProblem(404, "There is no such job", "Jobs are forgotten 30 days after they ended."));
    }

    private static Shapes.JobAttempts attempts(Tables tables, ApiRequest request) {
        show(tables, request);
        var id = new JobId(request.number("id"));
        var attempts = tables.jobAttempts().of(id, MOST).stream()
                .map(attempt -> new Shapes.JobAttempt(
                        attempt.attempt(),
                        attempt.worker(),
                        attempt.startedAt(),
                        attempt.endedAt(),
                        attempt.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        attempt.message(),
                        progress(attempt.progress())))
                .toList();
        var said = tables.saidByJobs().of(id).stream()
                .map(each -> new Shapes.JobSaid(
                        each.attempt(), each.at(), Objects.requireNonNull(progress(each.progress()))))
                .toList();
        return new Shapes.JobAttempts(attempts, said);
    }

    private static Shapes.@Nullable Progress progress(@Nullable Progress progress) {
        return progress == null ? null : new Shapes.Progress(progress.done(), progress.of(), progress.what());
    }

    private static Shapes.Teacher teacher(ReadTeacher teacher) {
        return new Shapes.Teacher(
                teacher.days().stream()
                        .map(it -> new Shapes.TeacherDay(
                                it.day().toString(),
                                it.kind().slug(),
                                it.tokens(),
                                it.attempts(),
                                it.failed(),
                                it.millis()))
                        .toList(),
                teacher.troubles());
    }

    private Shapes.Job act(ActOnJobs.Action action, ApiRequest request) {
        var holder = Objects.requireNonNull(request.caller().token()).name();
        database.read(tables -> show(tables, request));
        actions.act(action, new JobId(request.number("id")), ActOnJobs.Actor.ofToken(holder))
                .ifPresent(refusal -> {
                    throw new ApiProblem(409, "Nothing was done", refusal);
                });
        return database.read(tables -> show(tables, request));
    }

    private static Shapes.Job job(Job job, DescribeJob describe) {
        var left = describe.left(job);
        return new Shapes.Job(
                job.id().number(),
                job.kind().slug(),
                job.capability().name().toLowerCase(Locale.ROOT),
                describe.about(job),
                JobSubject.release(job.payload()).map(ReleaseId::name).orElse(null),
                job.state().slug(),
                describe.missing(job),
                job.priority(),
                job.attempts(),
                job.kind().attempts(),
                job.notBefore(),
                progress(job.progress()),
                left.left() == null ? null : left.left().toSeconds(),
                left.basis().isEmpty() ? null : left.basis(),
                job.lastError(),
                job.result(),
                job.cancelRequested(),
                job.worker(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }

    private static Shapes.Worker worker(Worker worker, Instant now) {
        return new Shapes.Worker(
                worker.name(),
                worker.host(),
                worker.capabilities().stream()
                        .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                worker.accelerator(),
                worker.startedAt(),
                worker.seenAt(),
                worker.isAlive(now));
    }
}

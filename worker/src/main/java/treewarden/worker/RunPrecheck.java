package treewarden.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.PrecheckReport;
import treewarden.sdg.precheck.Precheck;
import treewarden.sdg.precheck.PrecheckRequest;
import treewarden.sdg.teacher.TeacherException;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.Transaction;

/**
 * Asks the community model, or that of a release, the seed questions of a contribution, and stores the report with the job
 * that shows it.
 *
 * <p>A model that is not there is tried again later. The last attempt stores a report in which every question says why it
 * has no score, and leaves the job parked for the operator with what to do.
 */
public final class RunPrecheck implements JobHandler<JobPayload.RunPrecheck> {
    /** For the operator. The command says it to contributors before it comes to this. */
    static final String NO_STUDENT =
            "no student endpoint is configured here, so there is no community model to ask; set "
                    + "`student.url` and `student.model`";

    /** How long a server may take until it has the model of a new release, and how often it is asked for it. */
    private static final Duration UNTIL_SERVED = Duration.ofDays(1);

    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final Database database;
    private final ReadLeaves leaves;
    private final Precheck precheck;
    private final Students students;
    private final SampleBudgets budgets;

    public RunPrecheck(
            Database database, Artifacts artifacts, Precheck precheck, Students students, SampleBudgets budgets) {
        this.database = database;
        this.leaves = new ReadLeaves(artifacts);
        this.precheck = precheck;
        this.students = students;
        this.budgets = budgets;
    }

    @Override
    public JobKind kind() {
        return JobKind.RUN_PRECHECK;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.RunPrecheck payload) {
        var release = payload.release();
        if (release != null) {
            try (var served = students.of(release)) {
                return ask(context, payload, served);
            } catch (IllegalArgumentException e) {
                return new JobResult.GaveUp(String.valueOf(e.getMessage()));
            }
        }
        var ofTheDay = students.ofTheDay();
        if (ofTheDay.isEmpty()) {
            return new JobResult.GaveUp(NO_STUDENT);
        }
        try (var served = ofTheDay.get()) {
            return ask(context, payload, served);
        }
    }

    private JobResult ask(JobContext context, JobPayload.RunPrecheck payload, Students.Served served) {
        var outcome = precheck.ask(served.student(), request(payload), new JobProgress(context));
        var report = outcome.report();
        if (outcome.trouble().isEmpty()) {
            return new JobResult.Done(transaction -> store(transaction, report), words(report));
        }
        var trouble = outcome.trouble().get();
        var message = String.valueOf(trouble.getMessage());
        if (trouble instanceof TeacherException.RateLimited limited) {
            return new JobResult.Again(limited.notBefore(), message);
        }
        if (isToBeServed(context, payload, trouble)) {
            return new JobResult.Again(
                    context.clock().instant().plus(BETWEEN), "waits until the released model is served: " + message);
        }
        if (context.attempt() < JobKind.RUN_PRECHECK.attempts()) {
            return new JobResult.Failed(message);
        }
        context.write(transaction -> store(transaction, report));
        return new JobResult.GaveUp(message);
    }

    /** A release is announced before servers have its model: they have to fetch it from the Hub first. */
    private boolean isToBeServed(JobContext context, JobPayload.RunPrecheck payload, TeacherException trouble) {
        boolean isNotThere =
                trouble instanceof TeacherException.Refused || trouble instanceof TeacherException.Unreachable;
        return payload.release() != null
                && isNotThere
                && database.read(tables -> tables.jobs().find(context.id()))
                        .filter(job -> context.clock()
                                .instant()
                                .isBefore(job.createdAt().plus(UNTIL_SERVED)))
                        .isPresent();
    }

    private PrecheckRequest request(JobPayload.RunPrecheck payload) {
        var read = leaves.read(payload.leaves());
        var omitted = new LinkedHashSet<>(payload.omitted());
        read.unreadable().forEach(one -> omitted.add(one.folder()));
        var release = payload.release();
        return new PrecheckRequest(
                payload.contribution(),
                payload.head(),
                release == null ? null : release.release(),
                payload.leaves(),
                read.leaves(),
                List.copyOf(omitted),
                new ArrayList<>(budgets.of(payload.contribution(), kind(), database)));
    }

    private static void store(Transaction transaction, PrecheckReport report) {
        var digest = transaction.prechecks().save(report);
        transaction.enqueue(
                new JobPayload.ReportPrecheck(report.contribution(), report.head(), report.release(), digest));
    }

    private static String words(PrecheckReport report) {
        return report.good() + " of " + report.answers().size() + " questions answered well by " + report.model()
                + (report.failed() == 0 ? "" : ", " + report.failed() + " failed");
    }
}

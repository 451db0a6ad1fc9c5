package treewarden.worker;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.Funnel;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.domain.Usage;
import treewarden.sdg.SampleRequest;
import treewarden.sdg.Sampler;
import treewarden.sdg.teacher.TeacherException;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.Transaction;

/**
 * Lets the teacher make a sample of a contribution's leaves, and stores the report with the job that shows it.
 *
 * <p>A teacher that is not there is tried again later. The last attempt stores a report that says so, once, to the
 * contributor, and leaves the job parked for the operator with what to do.
 */
public final class RunSample implements JobHandler<JobPayload.RunSample> {
    private static final String NOT_SAMPLED =
            "The teacher could not be asked, so nothing was sampled. The operator of this service has been told.";

    private final Database database;
    private final ReadLeaves leaves;
    private final Sampler sampler;
    private final SampleBudgets budgets;

    public RunSample(Database database, Artifacts artifacts, Sampler sampler, SampleBudgets budgets) {
        this.database = database;
        this.leaves = new ReadLeaves(artifacts);
        this.sampler = sampler;
        this.budgets = budgets;
    }

    @Override
    public JobKind kind() {
        return JobKind.RUN_SAMPLE;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.RunSample payload) {
        var read = leaves.read(payload.leaves());
        var request = new SampleRequest(
                payload.contribution(),
                payload.head(),
                read.leaves(),
                payload.omitted(),
                budgets.of(payload.contribution(), kind(), database));
        try {
            var report = with(sampler.sample(request, new JobProgress(context)), read.unreadable());
            return new JobResult.Done(transaction -> store(transaction, report), words(report));
        } catch (TeacherException.RateLimited e) {
            return new JobResult.Again(e.notBefore(), message(e));
        } catch (TeacherException e) {
            return withoutTeacher(context, request, read, e);
        }
    }

    private JobResult withoutTeacher(
            JobContext context, SampleRequest request, ReadLeaves.Read read, TeacherException why) {
        if (context.attempt() < JobKind.RUN_SAMPLE.attempts()) {
            return new JobResult.Failed(message(why));
        }
        var samples = request.leaves().stream()
                .map(leaf -> notSampled(leaf.path(), leaf.kind(), NOT_SAMPLED))
                .toList();
        var report = new SampleReport(
                request.contribution(), request.head(), sampler.model(), samples, request.omitted(), Usage.NONE, 0);
        context.write(transaction -> store(transaction, with(report, read.unreadable())));
        return new JobResult.GaveUp(message(why));
    }

    private static void store(Transaction transaction, SampleReport report) {
        var digest = transaction.samples().save(report);
        transaction.enqueue(new JobPayload.ReportSample(report.contribution(), report.head(), digest));
    }

    private static SampleReport with(SampleReport report, List<ReadLeaves.Unreadable> unreadable) {
        var samples = new ArrayList<>(report.leaves());
        unreadable.forEach(one -> samples.add(notSampled(one.folder(), one.kind(), one.why())));
        return new SampleReport(
                report.contribution(),
                report.head(),
                report.teacher(),
                samples,
                report.omitted(),
                report.usage(),
                report.millis());
    }

    private static LeafSample notSampled(String folder, LeafKind kind, String why) {
        return new LeafSample(
                folder, kind, "", new Funnel(List.of()), List.of(), List.of(), List.of(), why, Usage.NONE, 0);
    }

    private static String words(SampleReport report) {
        return report.kept() + " of " + report.made() + " rows kept of "
                + (report.leaves().size() == 1 ? "1 leaf" : report.leaves().size() + " leaves");
    }

    private static String message(TeacherException e) {
        return String.valueOf(e.getMessage());
    }
}

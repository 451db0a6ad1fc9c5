package treewarden.bot;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.Score;
import treewarden.domain.Usage;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.taxonomy.LeafPaths;

/** Stands where the worker asks the community model: two questions of each leaf, and leaves what the worker leaves. */
final class PretendStudent implements JobHandler<JobPayload.RunPrecheck> {
    private final List<JobPayload.RunPrecheck> asked = new ArrayList<>();
    private int score = 2;
    private String words = "No idea.";
    private boolean isDown;

    /** What it was asked for so far. */
    List<JobPayload.RunPrecheck> asked() {
        return asked;
    }

    /** From now on its answers get this score. */
    void answersWith(int other) {
        score = other;
    }

    /** From now on it says this, and the judge as well. */
    void says(String other) {
        words = other;
    }

    /** From now on no question gets an answer. */
    void isDown() {
        isDown = true;
    }

    @Override
    public JobKind kind() {
        return JobKind.RUN_PRECHECK;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.RunPrecheck payload) {
        asked.add(payload);
        var answers = new ArrayList<PrecheckAnswer>();
        for (var leaf : payload.leaves()) {
            for (int example = 1; example <= 2; example++) {
                answers.add(new PrecheckAnswer(
                        LeafPaths.folder(leaf.path()),
                        example,
                        null,
                        "Question " + example + "?",
                        "Expected.",
                        isDown ? null : words,
                        isDown ? null : new Score(score, PrecheckAnswer.BEST),
                        isDown ? null : words,
                        isDown ? "The community model could not be asked." : null));
            }
        }
        var release = payload.release();
        var report = new PrecheckReport(
                payload.contribution(),
                payload.head(),
                release == null ? null : release.release(),
                release == null ? "pretend-student" : release.model(),
                "pretend-teacher",
                "precheck/judge 1",
                payload.leaves(),
                payload.omitted(),
                answers,
                0,
                80,
                Usage.NONE,
                context.clock().instant(),
                1);
        return new JobResult.Done(transaction -> {
            var digest = transaction.prechecks().save(report);
            transaction.enqueue(
                    new JobPayload.ReportPrecheck(report.contribution(), report.head(), report.release(), digest));
        });
    }
}

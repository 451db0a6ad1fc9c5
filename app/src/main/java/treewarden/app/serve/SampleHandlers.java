package treewarden.app.serve;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.app.config.Config.SampleSettings;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.sdg.OpenStudents;
import treewarden.app.sdg.StudentSettings;
import treewarden.app.sdg.TeacherSettings;
import treewarden.sdg.SampleLimits;
import treewarden.sdg.Sampler;
import treewarden.sdg.precheck.Precheck;
import treewarden.sdg.precheck.PrecheckLimits;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.JobHandler;
import treewarden.worker.RunPrecheck;
import treewarden.worker.RunSample;
import treewarden.worker.SampleBudgets;

/** What a process with a teacher does for contributions: samples, and questions to the community model. */
record SampleHandlers(TeacherSettings teacher, @Nullable StudentSettings student, SampleSettings sample) {
    List<JobHandler<?>> of(Database database, Artifacts artifacts, OpenSdg sdg, OpenStudents students) {
        var budgets = new SampleBudgets(sample.contribution(), sample.contributor());
        return List.of(
                new RunSample(database, artifacts, sampler(sdg), budgets),
                new RunPrecheck(database, artifacts, precheck(sdg, database), students, budgets));
    }

    private Sampler sampler(OpenSdg sdg) {
        var limits = SampleLimits.USUAL
                .withLeaves(sample.leaves())
                .withRows(sample.questions())
                .withTokens(sample.tokens())
                .withContextTokens(teacher.contextTokens());
        return new Sampler(sdg::teacher, sdg.pipelines(), sdg.documents(), limits, sdg.hedging());
    }

    /** What asks a student and has it judged, within the bounds of a sample. */
    private Precheck precheck(OpenSdg sdg, Database database) {
        var limits = PrecheckLimits.USUAL
                .withLeaves(sample.leaves())
                .withTokens(sample.tokens())
                .withJudgeContextTokens(teacher.contextTokens());
        return new Precheck(
                sdg::teacher,
                sdg.prechecks(),
                student == null ? limits : limits.withEnough(student.alreadyAnswered()),
                database.clock());
    }
}

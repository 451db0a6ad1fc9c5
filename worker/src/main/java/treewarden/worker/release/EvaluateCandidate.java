package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Trained;
import treewarden.sdg.teacher.TeacherException;
import treewarden.worker.JobProgress;
import treewarden.worker.evaluate.CheckContamination;
import treewarden.worker.evaluate.ChoiceQuestion;
import treewarden.worker.evaluate.EvaluationException;
import treewarden.worker.evaluate.ExamRequest;
import treewarden.worker.evaluate.Examine;
import treewarden.worker.evaluate.RegressionSet;
import treewarden.worker.evaluate.RunTasks;
import treewarden.worker.evaluate.ServeCommand;
import treewarden.worker.evaluate.ServeModel;
import treewarden.worker.evaluate.TrainingRows;

/**
 * Asks candidate, last release and base model the held-out questions of every leaf and the regression set, in one run of
 * the files that would be published, and has the answers judged.
 */
public final class EvaluateCandidate implements Stage {
    /**
     * How.
     *
     * @param base folder of the base model
     * @param serve how a model is served on this machine
     * @param benchmarks of others; its folder does not matter
     * @param regression questions that no release may forget; null for none
     */
    public record Settings(
            Path base,
            ServeCommand serve,
            RunTasks benchmarks,
            @Nullable Path regression) {}

    private final Examine examine;
    private final HoldBack holdBack;
    private final Settings settings;

    public EvaluateCandidate(Examine examine, HoldBack holdBack, Settings settings) {
        this.examine = examine;
        this.holdBack = holdBack;
        this.settings = settings;
    }

    @Override
    public ReleaseStage stage() {
        return ReleaseStage.EVALUATE;
    }

    @Override
    public StageEnd run(StageContext context) {
        var candidate = OpenModels.folder(context.folders(), context.id());
        ReleaseFolders.require(candidate, context.report(Trained.class).files());
        try {
            Files.createDirectories(context.folder());
            var report = examine.run(request(context), new JobProgress(context.job()));
            return new StageEnd.Done(new Evaluated(report), words(report));
        } catch (TeacherException.RateLimited e) {
            return new StageEnd.Again(e.notBefore(), String.valueOf(e.getMessage()));
        } catch (ModelMissing e) {
            return new StageEnd.GaveUp(String.valueOf(e.getMessage()));
        } catch (TeacherException | EvaluationException e) {
            return new StageEnd.Failed(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            // A worker that stops gives the job back, and no attempt is counted.
            return new StageEnd.Failed("stopped");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    context.folder() + " cannot be written (" + e.getMessage() + "); make room there", e);
        }
    }

    private ExamRequest request(StageContext context) throws IOException {
        var held = holdBack.of(context);
        var questions = new ArrayList<ExamQuestion>(held.questions());
        if (settings.regression() != null) {
            questions.addAll(RegressionSet.read(settings.regression()));
        }
        if (questions.isEmpty()) {
            throw new EvaluationException(
                    "there is no question to ask: no leaf has five examples, and no regression set is"
                            + " configured; add one under `releases.evaluation.regression-set`");
        }
        var plan = context.plan();
        return new ExamRequest(
                context.id(),
                plan.previous(),
                newLeaves(plan.leaves()),
                questions,
                choices(context),
                new CheckContamination(questions, held.leaves())
                        .check(trained(context), TrainingRows.Watch.NOBODY)
                        .report(),
                settings.benchmarks().in(context.folder().resolve("benchmarks")),
                examinees(context));
    }

    private ExamRequest.Examinees examinees(StageContext context) {
        var open = OpenModels.of(
                context.id(),
                new ServeModel(settings.serve(), context.folder(), context.job().clock()),
                context.folders(),
                settings.base());
        var before = context.before().orElse(null);
        var beside = open.beside(before);
        return new ExamRequest.Examinees(open.candidate(context.id()), beside, before == null ? null : open.base());
    }

    private static Set<String> newLeaves(List<PlannedLeaf> leaves) {
        return leaves.stream()
                .filter(leaf -> leaf.change() != Change.UNCHANGED)
                .map(PlannedLeaf::folder)
                .collect(Collectors.toSet());
    }

    private static List<Path> trained(StageContext context) {
        var folder = context.folders().of(context.id(), ReleaseStage.MIX);
        return context.report(Mixed.class).files().keySet().stream()
                .map(folder::resolve)
                .toList();
    }

    /** The multiple-choice questions that the teacher made of the documents. */
    private static List<ChoiceQuestion> choices(StageContext context) throws IOException {
        var tasks = context.folders()
                .of(context.id(), ReleaseStage.GENERATE)
                .resolve("node_datasets_" + context.id().name());
        if (!Files.isDirectory(tasks)) {
            return List.of();
        }
        var choices = new ArrayList<ChoiceQuestion>();
        try (var files = Files.newDirectoryStream(tasks, "mmlubench_*.jsonl")) {
            for (var file : files) {
                choices.addAll(ChoiceQuestion.read(file));
            }
        }
        choices.sort((a, b) -> a.id().compareTo(b.id()));
        return choices;
    }

    private static String words(EvaluationReport report) {
        return report.of(ExamPart.HELD_OUT).size() + " held-out questions, "
                + report.of(ExamPart.REGRESSION).size() + " of the regression set, beside "
                + report.models().besideWords();
    }
}

package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.AskCandidate;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.TrialQuestion;
import treewarden.sdg.SampleProgress;
import treewarden.sdg.teacher.TeacherException;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.worker.JobProgress;
import treewarden.worker.evaluate.AskFreely;
import treewarden.worker.evaluate.AskFreely.Said;
import treewarden.worker.evaluate.EvaluationException;
import treewarden.worker.evaluate.ExamRequest.OpenModel;
import treewarden.worker.evaluate.ServeModel;

/**
 * Asks the candidate of a release that waits for a decision, and the model beside it, what people have put to them. One model
 * is open at a time, so that one accelerator is enough; what is asked meanwhile is asked in the next round.
 */
public final class AskBoth implements JobHandler<AskCandidate> {
    /** Questions of one round: the last of them is not to wait for long. */
    private static final int ROUND = 20;

    private final Database database;
    private final ReleaseFolders folders;
    private final AskFreely ask;
    private final EvaluateCandidate.Settings settings;

    public AskBoth(Database database, ReleaseFolders folders, AskFreely ask, EvaluateCandidate.Settings settings) {
        this.database = database;
        this.folders = folders;
        this.ask = ask;
        this.settings = settings;
    }

    @Override
    public JobKind kind() {
        return JobKind.ASK_CANDIDATE;
    }

    @Override
    public JobResult run(JobContext context, AskCandidate payload) {
        try {
            int asked = 0;
            for (var round = round(payload.release()); !round.isEmpty(); round = round(payload.release())) {
                answer(context, payload.release(), round);
                asked += round.size();
            }
            return JobResult.done(asked == 1 ? "1 question was asked" : asked + " questions were asked");
        } catch (ModelMissing e) {
            return new JobResult.GaveUp(String.valueOf(e.getMessage()));
        } catch (TeacherException | EvaluationException e) {
            return new JobResult.Failed(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            // A worker that stops gives the job back, and no attempt is counted.
            return new JobResult.Failed("stopped");
        }
    }

    /** What is to be asked now: nothing once the release is decided on, since its files may go. */
    private List<TrialQuestion> round(ReleaseId id) {
        return database.read(tables -> tables.releases()
                .find(id)
                .filter(release -> release.state().wantsAPerson())
                .map(release -> tables.trialQuestions().waiting(id, ROUND))
                .orElse(List.of()));
    }

    private void answer(JobContext context, ReleaseId id, List<TrialQuestion> round) {
        var open = OpenModels.of(
                id, new ServeModel(settings.serve(), logs(id), context.clock()), folders, settings.base());
        var questions = round.stream().map(TrialQuestion::question).toList();
        var previous = previous(id);
        var besideWords = previous == null ? "the base model" : previous.name();
        var openBeside = open.beside(before(id, previous));
        var candidate = said("the candidate", open.candidate(id), questions, context);
        var beside = said(besideWords, openBeside, questions, context);
        context.write(transaction -> {
            for (int i = 0; i < round.size(); i++) {
                var answers = new TrialQuestion.Answers(
                        candidate.get(i).answer(),
                        beside.get(i).answer(),
                        trouble(candidate.get(i), beside.get(i), besideWords).orElse(null),
                        context.clock().instant());
                transaction.trialQuestions().answer(round.get(i), answers);
            }
        });
    }

    private List<Said> said(String who, OpenModel open, List<String> questions, JobContext context) {
        SampleProgress progress = new JobProgress(context);
        progress.progressed(0, questions.size(), "starting " + who);
        try (var model = open.open(progress::cancelled)) {
            return ask.ask(who, model, questions, progress);
        }
    }

    private static Optional<String> trouble(Said candidate, Said beside, String besideWords) {
        var words = new ArrayList<String>();
        Stream.of(candidate)
                .map(Said::problem)
                .filter(Objects::nonNull)
                .forEach(problem -> words.add("the candidate: " + problem));
        Stream.of(beside)
                .map(Said::problem)
                .filter(Objects::nonNull)
                .forEach(problem -> words.add(besideWords + ": " + problem));
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
    }

    private @Nullable ReleaseId previous(ReleaseId id) {
        return database.read(tables -> tables.releases().output(id, ReleaseStage.PLAN))
                .map(output -> ((Planned) output.report()).plan().previous())
                .orElse(null);
    }

    private @Nullable ModelBefore before(ReleaseId id, @Nullable ReleaseId previous) {
        if (previous == null) {
            return null;
        }
        return database.read(tables -> new ModelBefore(
                previous,
                tables.releases().find(id).map(Release::model).orElseThrow(),
                OpenModels.folder(folders, previous),
                ModelBefore.files(tables, previous)));
    }

    private Path logs(ReleaseId id) {
        var folder = folders.of(id).resolve("asked");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written (" + e.getMessage() + "); make room there", e);
        }
    }
}

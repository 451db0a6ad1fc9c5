package treewarden.web.releases;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import treewarden.domain.JobPayload.AskCandidate;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.TrialQuestion;
import treewarden.store.JobState;
import treewarden.store.Tables;
import treewarden.web.Moments;
import treewarden.web.runs.DescribeJob;
import treewarden.web.view.Trial;

/** What people put to a candidate, and what it and the model beside it said. */
final class ShowTrial {
    /** Questions on the page; the API has the others. */
    private static final int SHOWN = 50;

    private final Release release;
    private final Tables tables;
    private final Instant now;
    private final Onlooker onlooker;

    ShowTrial(Release release, Tables tables, Instant now, Onlooker onlooker) {
        this.release = release;
        this.tables = tables;
        this.now = now;
        this.onlooker = onlooker;
    }

    /**
     * Null where there is nothing to show and nothing to be asked.
     *
     * @param previous the release that it is compared with; null in a first one
     */
    @Nullable
    Trial shown(@Nullable ReleaseId previous) {
        boolean isOpen = release.state().wantsAPerson();
        var questions = tables.trialQuestions().list(release.id(), SHOWN + 1);
        if (questions.isEmpty() && !(isOpen && onlooker.mayAsk())) {
            return null;
        }
        var job = tables.jobs()
                .latest(new AskCandidate(release.id()).key())
                .filter(it -> isOpen && it.state() != JobState.DONE);
        var jobs = new DescribeJob(tables, now);
        return new Trial(
                isOpen && onlooker.mayAsk(),
                previous == null ? "The base model" : previous.name(),
                questions.stream()
                        .limit(SHOWN)
                        .map(question -> asked(question, isOpen))
                        .toList(),
                questions.size() > SHOWN ? "/api/releases/" + release.id() : "",
                job.map(it -> jobs.rowOfItsRelease(it, onlooker.duty().onJobs()))
                        .orElse(null),
                Objects.requireNonNullElse(job.map(jobs::missing).orElse(null), ""));
    }

    private Trial.Asked asked(TrialQuestion question, boolean isOpen) {
        var moments = new Moments(now);
        var answers = question.answers();
        if (answers == null) {
            var waits = isOpen ? "waits for its turn" : "was not asked before the release was decided on";
            return new Trial.Asked(question.question(), question.by(), moments.of(question.at()), "", "", waits);
        }
        return new Trial.Asked(
                question.question(),
                question.by(),
                moments.of(question.at()),
                Objects.requireNonNullElse(answers.candidate(), ""),
                Objects.requireNonNullElse(answers.beside(), ""),
                Objects.requireNonNullElse(answers.trouble(), ""));
    }
}

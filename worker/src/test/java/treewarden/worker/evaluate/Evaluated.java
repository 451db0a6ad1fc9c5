package treewarden.worker.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Score;
import treewarden.domain.Usage;
import treewarden.domain.release.Contamination;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExamModels;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ExaminedChoice;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.PairVerdict;
import treewarden.domain.release.Preference;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.TaskScore;

/** Builds a report, as an evaluation would have found it. */
public final class Evaluated {
    private final List<ExaminedQuestion> questions = new ArrayList<>();
    private final List<ExaminedChoice> choices = new ArrayList<>();
    private final List<TaskScore> tasks = new ArrayList<>();
    private final Set<String> newLeaves = new HashSet<>();
    private final List<Contamination.Hit> hits = new ArrayList<>();
    private @Nullable ReleaseId last = new ReleaseId("release-20261101");
    private int number;

    /** So many questions of a leaf on which the candidate is so much better (1, 0, -1), each with these scores. */
    public Evaluated leaf(String leaf, int count, Preference preference, int before, int now) {
        return add(ExamPart.HELD_OUT, leaf, count, new PairVerdict(preference, preference, null), before, now);
    }

    /** Many leaves of two questions each, all answered alike. */
    public Evaluated alike(int leaves) {
        for (int i = 0; i < leaves; i++) {
            leaf("knowledge/alike/" + i, 2, Preference.SAME, 4, 4);
        }
        return this;
    }

    Evaluated regression(int count, Preference preference) {
        return add(ExamPart.REGRESSION, "maths", count, new PairVerdict(preference, preference, null), 4, 4);
    }

    Evaluated pair(String leaf, int count, @Nullable Preference first, @Nullable Preference second) {
        return add(ExamPart.HELD_OUT, leaf, count, new PairVerdict(first, second, null), 4, 4);
    }

    /** Scored, and in pairs without a verdict. */
    Evaluated unpaired(String leaf, int count, int before, int now) {
        return add(ExamPart.HELD_OUT, leaf, count, new PairVerdict(null, null, "no answer"), before, now);
    }

    private Evaluated add(ExamPart part, String leaf, int count, PairVerdict pair, int before, int now) {
        for (int i = 0; i < count; i++) {
            var id = "q" + number++;
            var cluster = part == ExamPart.REGRESSION ? id : leaf;
            questions.add(new ExaminedQuestion(
                    new ExamQuestion(id, part, leaf, cluster, null, null, "question " + id, "answer"),
                    scored(now),
                    scored(before),
                    null,
                    pair));
        }
        return this;
    }

    private static ExamAnswer scored(int score) {
        return new ExamAnswer("an answer", new Score(score, 5), null, null);
    }

    Evaluated choices(int count, int candidate, int beside) {
        for (int i = 0; i < count; i++) {
            choices.add(new ExaminedChoice("c" + number++, "knowledge/tides", "doc " + i, 2, candidate, beside, null));
        }
        return this;
    }

    Evaluated task(double candidate, double beside, @Nullable Double error) {
        tasks.add(new TaskScore("gsm8k", "acc", candidate, error, beside, error));
        return this;
    }

    Evaluated isNew(String leaf) {
        newLeaves.add(leaf);
        return this;
    }

    Evaluated contaminatedBy(String leaf) {
        hits.add(new Contamination.Hit("q1", leaf, 3, List.of("row"), "what pulls the water"));
        return this;
    }

    Evaluated first() {
        last = null;
        return this;
    }

    public EvaluationReport report() {
        return new EvaluationReport(
                new ReleaseId("release-20261123"),
                new ExamModels(last, "candidate", "last", null, "judge", "rubric", "pairs"),
                newLeaves,
                questions,
                choices,
                0,
                tasks,
                new Contamination(1_000, questions.size(), hits),
                Usage.NONE,
                Instant.parse("2026-11-23T12:00:00Z"),
                1);
    }
}

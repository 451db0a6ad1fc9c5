package treewarden.worker.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.domain.Score;
import treewarden.domain.Usage;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.PairVerdict;
import treewarden.domain.release.Preference;
import treewarden.domain.release.ReleaseId;
import treewarden.sdg.SampleProgress;
import treewarden.sdg.engine.Rejection;
import treewarden.sdg.pipeline.EvaluationPipelines;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.precheck.Student;
import treewarden.sdg.teacher.Teacher;

/**
 * Has a judge score every answer beside the expected one, and the candidate's beside the other model's, in both orders.
 *
 * <p>A model that had nothing to say has the worst score, and loses against one that had: dropping such questions would
 * reward a candidate that falls silent. What a server failed to answer is nobody's fault, and has no verdict.
 */
public final class JudgeAnswers {
    private static final int WORST = 1;
    private static final int BEST = 5;

    /** As much of an answer as a report holds; the judge reads it whole. */
    private static final int LONGEST = 4_000;

    private final Function<ReleaseId, ? extends Teacher> judges;
    private final EvaluationPipelines pipelines;
    private final int contextTokens;

    /**
     * @param judges gives the judge for one evaluation, who was not asked before for another release: a model that is
     *     replaced behind its name must not be mixed with the one before. It should be outside of the family of teacher and
     *     student
     */
    public JudgeAnswers(
            Function<ReleaseId, ? extends Teacher> judges, EvaluationPipelines pipelines, int contextTokens) {
        this.judges = judges;
        this.pipelines = pipelines;
        this.contextTokens = contextTokens;
    }

    String rubric() {
        return pipelines.alone().rubric();
    }

    String pairRubric() {
        return pipelines.pairRubric();
    }

    /**
     * What a model answered.
     *
     * @param text whole; empty where it had nothing to say, null where its server gave no answer
     */
    record Given(@Nullable String text, @Nullable String problem) {
        static Given of(AskAll.Said said) {
            var row = said.row();
            if (row != null) {
                return new Given(String.valueOf(row.get("answer")), null);
            }
            var rejection = said.rejection();
            if (rejection == null) {
                throw new IllegalStateException("a question without an answer and without a reason");
            }
            var why = Printable.plain(rejection.reason());
            // Asked three times it gave nothing that can be read: that is the model, and not its server.
            return rejection.kind() == Rejection.Kind.UNUSABLE ? new Given("", why) : new Given(null, why);
        }

        boolean isEmpty() {
            return text != null && text.isBlank();
        }
    }

    /** What each model answered to each question. */
    record Answers(
            List<Given> candidate,
            List<Given> beside,
            @Nullable List<Given> base) {}

    /** @param model as the judge's server gives its name */
    record Judged(List<ExaminedQuestion> questions, String model, Usage usage) {}

    Judged judge(ReleaseId release, List<ExamQuestion> questions, Answers answers, SampleProgress progress) {
        var judging = new Judging(new Student(judges.apply(release), contextTokens), progress);
        var candidate = judging.scores(questions, answers.candidate());
        var beside = judging.scores(questions, answers.beside());
        var besides = answers.base();
        var base = besides == null ? null : judging.scores(questions, besides);
        var pairs = judging.pairs(questions, answers);
        var examined = new ArrayList<ExaminedQuestion>();
        for (int i = 0; i < questions.size(); i++) {
            examined.add(new ExaminedQuestion(
                    questions.get(i),
                    candidate.get(i),
                    beside.get(i),
                    base == null ? null : base.get(i),
                    pairs.get(i)));
        }
        return new Judged(examined, judging.model, judging.usage);
    }

    /** One evaluation's use of the judge. */
    private final class Judging {
        private final Student judge;
        private final SampleProgress progress;
        private String model;
        private Usage usage = Usage.NONE;

        Judging(Student judge, SampleProgress progress) {
            this.judge = judge;
            this.progress = progress;
            this.model = judge.model().model();
        }

        private List<AskAll.Said> ask(Pipeline pipeline, List<Map<String, String>> columns) {
            if (columns.isEmpty()) {
                return List.of();
            }
            var asked = AskAll.run(new AskAll.Asking("the judge", judge, pipeline, columns), progress);
            model = asked.model();
            usage = usage.plus(asked.spent());
            return asked.said();
        }

        List<ExamAnswer> scores(List<ExamQuestion> questions, List<Given> given) {
            var columns = new ArrayList<Map<String, String>>();
            var places = new HashMap<Integer, Integer>();
            for (int i = 0; i < given.size(); i++) {
                var text = given.get(i).text();
                if (text != null && !text.isBlank()) {
                    places.put(i, columns.size());
                    var one = columns(questions.get(i));
                    one.put("answer", text);
                    columns.add(one);
                }
            }
            var said = ask(pipelines.alone().judge(), columns);
            var scored = new ArrayList<ExamAnswer>();
            for (int i = 0; i < given.size(); i++) {
                var place = places.get(i);
                scored.add(place == null ? unjudged(given.get(i)) : scored(given.get(i), said.get(place)));
            }
            return scored;
        }

        List<PairVerdict> pairs(List<ExamQuestion> questions, Answers answers) {
            var columns = new ArrayList<Map<String, String>>();
            var places = new HashMap<Integer, Integer>();
            for (int i = 0; i < questions.size(); i++) {
                var ours = answers.candidate().get(i);
                var other = answers.beside().get(i);
                if (plain(ours, other) == null) {
                    places.put(i, columns.size());
                    columns.add(pair(questions.get(i), ours, other));
                    columns.add(pair(questions.get(i), other, ours));
                }
            }
            var said = ask(pipelines.pair(), columns);
            var verdicts = new ArrayList<PairVerdict>();
            for (int i = 0; i < questions.size(); i++) {
                var plain = plain(answers.candidate().get(i), answers.beside().get(i));
                var place = places.get(i);
                verdicts.add(
                        plain != null || place == null
                                ? plain == null ? PairVerdict.NONE : plain
                                : verdict(said.get(place), said.get(place + 1)));
            }
            return verdicts;
        }
    }

    private static Map<String, String> columns(ExamQuestion question) {
        var columns = new HashMap<String, String>();
        var context = question.context() == null ? question.passage() : question.context();
        columns.put("context", context == null ? "" : context);
        columns.put("question", question.question());
        columns.put("expected", question.expected());
        return columns;
    }

    private static Map<String, String> pair(ExamQuestion question, Given first, Given second) {
        var columns = columns(question);
        columns.put("first", String.valueOf(first.text()));
        columns.put("second", String.valueOf(second.text()));
        return columns;
    }

    /** The verdict that needs no judge; null where it needs one. */
    private static @Nullable PairVerdict plain(Given ours, Given other) {
        var text = ours.text();
        if (text == null || other.text() == null) {
            return PairVerdict.NONE;
        }
        if (text.strip().equals(other.text().strip())) {
            return new PairVerdict(Preference.SAME, Preference.SAME, null);
        }
        if (ours.isEmpty() || other.isEmpty()) {
            var preference = ours.isEmpty() ? Preference.WORSE : Preference.BETTER;
            return new PairVerdict(preference, preference, null);
        }
        return null;
    }

    private static PairVerdict verdict(AskAll.Said candidateFirst, AskAll.Said candidateSecond) {
        var first = preference(candidateFirst);
        var second = preference(candidateSecond);
        var row = candidateFirst.row();
        var judgement = row == null ? null : row.judgement();
        return new PairVerdict(
                first, second == null ? null : second.turned(), judgement == null ? null : orNull(judgement.reason()));
    }

    /** Of the answer that was shown first. */
    private static @Nullable Preference preference(AskAll.Said said) {
        var row = said.row();
        var judgement = row == null ? null : row.judgement();
        if (judgement == null) {
            return null;
        }
        double verdict = judgement.score().value();
        return verdict < 2 ? Preference.BETTER : verdict > 2 ? Preference.WORSE : Preference.SAME;
    }

    private static ExamAnswer unjudged(Given given) {
        return given.isEmpty()
                ? new ExamAnswer("", new Score(WORST, BEST), null, given.problem())
                : new ExamAnswer(null, null, null, given.problem());
    }

    private static ExamAnswer scored(Given given, AskAll.Said said) {
        var text = bounded(String.valueOf(given.text()));
        var row = said.row();
        var judgement = row == null ? null : row.judgement();
        if (judgement != null) {
            return new ExamAnswer(text, judgement.score(), orNull(judgement.reason()), null);
        }
        var rejection = said.rejection();
        return new ExamAnswer(
                text,
                null,
                null,
                "The judge gave no score: "
                        + (rejection == null ? "it said nothing" : Printable.plain(rejection.reason())) + ".");
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String bounded(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + " ...";
    }
}

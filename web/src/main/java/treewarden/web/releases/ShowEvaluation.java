package treewarden.web.releases;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.PairVerdict;
import treewarden.domain.release.TaskScore;
import treewarden.web.view.Compared;
import treewarden.web.view.Compared.Answer;
import treewarden.web.view.Compared.Leaf;
import treewarden.web.view.Compared.Question;
import treewarden.web.view.Compared.Task;

/** An evaluation as the page of its release shows it. */
final class ShowEvaluation {
    private static final int LEAVES = 20;
    private static final int QUESTIONS = 20;

    /** A leaf's questions, and a question's text, are shown up to here. */
    private static final int MOST_QUESTIONS = 200;

    private static final int LONGEST = 4_000;

    private final EvaluationReport report;
    private final Asked asked;

    ShowEvaluation(EvaluationReport report, Asked asked) {
        this.report = report;
        this.asked = asked;
    }

    Compared shown() {
        var compare = new CompareModels(report);
        var leaves = compare.leaves();
        var questions = compare.questions(asked.leaf());
        int most = asked.leaf().isEmpty() && !asked.isWhole() ? QUESTIONS : MOST_QUESTIONS;
        return new Compared(
                report.models().besideWords(),
                report.models().base() != null,
                report.models().judge(),
                compare.parts(),
                report.tasks().stream().map(ShowEvaluation::task).toList(),
                leaves.stream()
                        .limit(asked.isWhole() ? Asked.MOST : LEAVES)
                        .map(each -> new Leaf(
                                each,
                                report.newLeaves().contains(each.name()),
                                asked.page() + "?leaf=" + URLEncoder.encode(each.name(), StandardCharsets.UTF_8)
                                        + "#questions"))
                        .toList(),
                leaves.size(),
                asked.leaf(),
                questions.stream().limit(most).map(this::question).toList(),
                questions.size(),
                asked.page(),
                asked.isWhole() ? null : asked.page() + "?all=yes");
    }

    private static Task task(TaskScore task) {
        return new Task(
                task.task(),
                task.metric(),
                measured(task.candidate(), task.candidateError()),
                measured(task.beside(), task.besideError()));
    }

    private static String measured(double value, @Nullable Double error) {
        var measured = String.format(Locale.ROOT, "%.3f", value);
        return error == null ? measured : measured + String.format(Locale.ROOT, " ± %.3f", error);
    }

    private Question question(ExaminedQuestion one) {
        var answers = new ArrayList<Answer>();
        answers.add(answer("candidate", one.candidate()));
        answers.add(answer(report.models().besideWords(), one.beside()));
        var base = one.base();
        if (base != null) {
            answers.add(answer("the base model", base));
        }
        var question = one.question();
        return new Question(
                question.leaf(),
                cut(question.question()),
                cut(question.context() == null ? question.passage() : question.context()),
                cut(question.expected()),
                verdict(one.pair()),
                cut(one.pair().reason()),
                List.copyOf(answers));
    }

    private static Answer answer(String who, ExamAnswer answer) {
        var score = answer.score();
        return new Answer(
                who,
                answer.text() == null ? "" : answer.text().isBlank() ? "It said nothing." : cut(answer.text()),
                score == null ? "" : score.words(),
                cut(answer.problem() == null ? answer.reason() : answer.problem()));
    }

    private static String verdict(PairVerdict pair) {
        if (pair.flipped()) {
            return "the judge's verdict hung on the order";
        }
        return pair.agreed()
                .map(agreed -> switch (agreed) {
                    case BETTER -> "candidate better";
                    case SAME -> "both alike";
                    case WORSE -> "candidate worse";
                })
                .orElse("no verdict");
    }

    private static String cut(@Nullable String text) {
        if (text == null || text.codePointCount(0, text.length()) <= LONGEST) {
            return text == null ? "" : text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST)) + " ... (cut here)";
    }
}

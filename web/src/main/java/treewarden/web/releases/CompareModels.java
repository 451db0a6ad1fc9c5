package treewarden.web.releases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.Preference;
import treewarden.web.view.Compared.Standing;

/** How the models of an evaluation did, set by set and leaf by leaf. */
public final class CompareModels {
    private final EvaluationReport report;

    public CompareModels(EvaluationReport report) {
        this.report = report;
    }

    /** The sets of questions that were asked. */
    public List<Standing> parts() {
        var heldOut = report.of(ExamPart.HELD_OUT);
        var parts = new ArrayList<Standing>();
        parts.add(of(QuestionSet.HELD_OUT));
        parts.add(standing(
                "those of new leaves",
                heldOut.stream()
                        .filter(one ->
                                report.newLeaves().contains(one.question().leaf()))
                        .toList()));
        parts.add(of(QuestionSet.REGRESSION));
        parts.add(of(QuestionSet.CHOICES));
        return parts.stream().filter(part -> part.questions() > 0).toList();
    }

    /** One set of questions. */
    Standing of(QuestionSet set) {
        return switch (set) {
            case HELD_OUT -> standing("all held-out questions", report.of(ExamPart.HELD_OUT));
            case REGRESSION -> standing(ExamPart.REGRESSION.words(), report.of(ExamPart.REGRESSION));
            case CHOICES -> choices();
        };
    }

    /** The leaves, those in which the candidate lost most first. */
    public List<Standing> leaves() {
        return report.byLeaf().entrySet().stream()
                .map(each -> standing(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingDouble(Standing::gain)
                        .thenComparingInt(each -> each.better() - each.worse())
                        .thenComparing(Standing::name))
                .toList();
    }

    /** Those in which the candidate lost most first. */
    List<ExaminedQuestion> questions(String leaf) {
        return report.questions().stream()
                .filter(one -> leaf.isEmpty() || one.question().leaf().equals(leaf))
                .sorted(Comparator.comparingInt((ExaminedQuestion one) ->
                                one.pair().agreed().map(Preference::value).orElse(0))
                        .thenComparingDouble(one -> share(one.candidate()) - share(one.beside())))
                .toList();
    }

    private static double share(ExamAnswer answer) {
        double share = Tally.share(answer);
        return Double.isNaN(share) ? 0 : share;
    }

    private static Standing standing(String name, List<ExaminedQuestion> questions) {
        var tally = new Tally();
        questions.forEach(tally::add);
        return tally.standing(name);
    }

    private Standing choices() {
        var all = report.choices();
        int size = all.size();
        boolean hasBase = size > 0 && all.stream().allMatch(one -> one.base() != null);
        int better = (int) all.stream().filter(one -> one.difference() > 0).count();
        int worse = (int) all.stream().filter(one -> one.difference() < 0).count();
        return new Standing(
                "multiple choice, share that is right",
                size,
                right(
                        size,
                        all.stream()
                                .filter(one -> one.candidate() == one.right())
                                .count()),
                right(
                        size,
                        all.stream().filter(one -> one.beside() == one.right()).count()),
                hasBase
                        ? right(
                                size,
                                all.stream()
                                        .filter(one -> Objects.equals(one.base(), one.right()))
                                        .count())
                        : null,
                better,
                size - better - worse,
                worse,
                0);
    }

    private static @Nullable Double right(int of, long count) {
        return of == 0 ? null : (Double) ((double) count / of);
    }
}

package treewarden.web.releases;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
        parts.add(standing("all held-out questions", heldOut));
        parts.add(standing(
                "those of new leaves",
                heldOut.stream()
                        .filter(one ->
                                report.newLeaves().contains(one.question().leaf()))
                        .toList()));
        parts.add(standing(ExamPart.REGRESSION.words(), report.of(ExamPart.REGRESSION)));
        parts.add(choices());
        return parts.stream().filter(part -> part.questions() > 0).toList();
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
        return Objects.requireNonNullElse(shareOrNull(answer), 0.0);
    }

    private static @Nullable Double shareOrNull(@Nullable ExamAnswer answer) {
        var score = answer == null ? null : answer.score();
        return score == null || score.best() <= 0 ? null : (Double) (score.value() / score.best());
    }

    /** Models are compared at the questions at which all of them have a score. */
    private static Standing standing(String name, List<ExaminedQuestion> questions) {
        boolean hasBase = questions.stream().anyMatch(one -> shareOrNull(one.base()) != null);
        var scored = questions.stream()
                .filter(one -> shareOrNull(one.candidate()) != null
                        && shareOrNull(one.beside()) != null
                        && (!hasBase || shareOrNull(one.base()) != null))
                .toList();
        return new Standing(
                name,
                questions.size(),
                mean(scored, ExaminedQuestion::candidate),
                mean(scored, ExaminedQuestion::beside),
                hasBase ? mean(scored, ExaminedQuestion::base) : null,
                count(questions, Preference.BETTER),
                count(questions, Preference.SAME),
                count(questions, Preference.WORSE),
                (int) questions.stream()
                        .filter(one -> one.pair().agreed().isEmpty())
                        .count());
    }

    private static @Nullable Double mean(
            Collection<ExaminedQuestion> questions, Function<ExaminedQuestion, @Nullable ExamAnswer> of) {
        var mean = questions.stream()
                .map(of)
                .map(CompareModels::shareOrNull)
                .filter(Objects::nonNull)
                .mapToDouble(share -> share)
                .average();
        return mean.isPresent() ? (Double) mean.getAsDouble() : null;
    }

    private static int count(List<ExaminedQuestion> questions, Preference preference) {
        return (int) questions.stream()
                .filter(one -> one.pair().agreed().filter(preference::equals).isPresent())
                .count();
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

package treewarden.web.releases;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamPart;
import treewarden.web.view.Compared.Standing;

/**
 * How the models of one evaluation did, without the questions: some hundred bytes of a report that may have megabytes.
 *
 * @param judge as its server gives its name: untrusted text
 * @param rubric the version of the judge's prompts
 * @param means of the sets of which anything was asked
 */
public record Scored(String judge, String rubric, Map<QuestionSet, Means> means) {
    /**
     * Mean scores at a set of questions, as shares; null where a model was not asked, or nothing was judged.
     *
     * @param asked what was asked, with what was expected: the same for the same questions
     * @param last of the last release's model; null in a first release
     */
    public record Means(
            int questions,
            Digest asked,
            @Nullable Double candidate,
            @Nullable Double last,
            @Nullable Double base) {}

    /** What lies between the scores of two evaluations. */
    public enum Step {
        /** The same questions, and the same judge by the same prompts. */
        SAME,
        OTHER_QUESTIONS,
        /** Another judge, or other prompts: nothing can be compared. */
        OTHER_JUDGE
    }

    public Scored {
        means = Map.copyOf(means);
    }

    /** What an evaluation comes to. */
    static Scored of(EvaluationReport report) {
        var compare = new CompareModels(report);
        var means = new EnumMap<QuestionSet, Means>(QuestionSet.class);
        for (var set : QuestionSet.values()) {
            var standing = compare.of(set);
            if (standing.questions() > 0) {
                means.put(
                        set, means(standing, asked(report, set), report.models().last() == null));
            }
        }
        return new Scored(report.models().judge(), report.models().rubric(), means);
    }

    Optional<Means> at(QuestionSet set) {
        return Optional.ofNullable(means.get(set));
    }

    boolean isJudgedAs(Scored other) {
        return judge.equals(other.judge) && rubric.equals(other.rubric);
    }

    /** From an earlier evaluation to this one; empty where one of them did not ask this set. */
    Optional<Step> since(Scored before, QuestionSet set) {
        var earlier = before.means.get(set);
        var now = means.get(set);
        if (earlier == null || now == null) {
            return Optional.empty();
        }
        if (set.isJudged() && !isJudgedAs(before)) {
            return Optional.of(Step.OTHER_JUDGE);
        }
        return Optional.of(earlier.asked().equals(now.asked()) ? Step.SAME : Step.OTHER_QUESTIONS);
    }

    /** In a first release the base model stands where the last one would. */
    private static Means means(Standing standing, Digest asked, boolean isFirst) {
        return new Means(
                standing.questions(),
                asked,
                standing.candidate(),
                isFirst ? null : standing.beside(),
                isFirst ? standing.beside() : standing.base());
    }

    private static Digest asked(EvaluationReport report, QuestionSet set) {
        var questions = switch (set) {
            case HELD_OUT -> questions(report, ExamPart.HELD_OUT);
            case REGRESSION -> questions(report, ExamPart.REGRESSION);
            case CHOICES -> report.choices().stream().map(one -> one.id() + ' ' + one.right());
        };
        return Digest.of(questions.sorted().collect(Collectors.joining("\n")));
    }

    private static Stream<String> questions(EvaluationReport report, ExamPart part) {
        return report.of(part).stream()
                .map(one -> one.question().id() + ' ' + Digest.of(one.question().expected()));
    }
}

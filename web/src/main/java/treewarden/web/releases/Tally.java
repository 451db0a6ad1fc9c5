package treewarden.web.releases;

import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.web.view.Compared.Standing;

/** How the models did at some questions, in one pass over them: a page counts them leaf by leaf. */
final class Tally {
    private final Means two = new Means();
    private final Means three = new Means();
    private boolean hasBase;
    private int questions;
    private int better;
    private int same;
    private int worse;
    private int unjudged;

    void add(ExaminedQuestion one) {
        questions++;
        double candidate = share(one.candidate());
        double beside = share(one.beside());
        double base = share(one.base());
        hasBase |= !Double.isNaN(base);
        two.add(candidate, beside, 0);
        three.add(candidate, beside, base);
        var agreed = one.pair().agreed().orElse(null);
        if (agreed == null) {
            unjudged++;
        } else {
            switch (agreed) {
                case BETTER -> better++;
                case SAME -> same++;
                case WORSE -> worse++;
            }
        }
    }

    /** Models are compared at the questions at which all of them have a score. */
    Standing standing(String name) {
        var means = hasBase ? three : two;
        return new Standing(
                name,
                questions,
                means.of(means.candidate),
                means.of(means.beside),
                hasBase ? means.of(means.base) : null,
                better,
                same,
                worse,
                unjudged);
    }

    /** A score as a share of the judge's scale; not a number where there is none. */
    static double share(@Nullable ExamAnswer answer) {
        var score = answer == null ? null : answer.score();
        return score == null ? Double.NaN : score.share().orElse(Double.NaN);
    }

    /** Of the questions that have all three numbers. */
    private static final class Means {
        private double candidate;
        private double beside;
        private double base;
        private int scored;

        void add(double one, double another, double third) {
            if (!Double.isNaN(one + another + third)) {
                candidate += one;
                beside += another;
                base += third;
                scored++;
            }
        }

        @Nullable
        Double of(double sum) {
            return scored == 0 ? null : (Double) (sum / scored);
        }
    }
}

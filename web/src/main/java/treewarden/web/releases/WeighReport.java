package treewarden.web.releases;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.StageReport.Trained;

/** How much memory the report of a stage takes, about: it grows with leaves, questions and what models answered. */
final class WeighReport {
    /** Bytes of a leaf, question, answer or point without its long texts: a heap with 70,000 of them had 270 for each. */
    private static final int PART = 250;

    private WeighReport() {}

    /** In bytes, where a character takes one; of scripts that need two it is less than the truth, by half at most. */
    static long bytes(StageReport report) {
        if (report instanceof Planned planned) {
            return PART * (1L + planned.plan().leaves().size());
        }
        if (report instanceof Generated generated) {
            return PART * (1L + generated.leaves().size())
                    + generated.heldOut().stream().mapToLong(WeighReport::of).sum();
        }
        if (report instanceof Trained trained) {
            return PART
                    * (1L
                            + trained.curves().stream()
                                    .mapToLong(curve -> curve.points().size())
                                    .sum());
        }
        if (report instanceof Evaluated evaluated) {
            var evaluation = evaluated.evaluation();
            return PART * (1L + evaluation.choices().size())
                    + evaluation.questions().stream().mapToLong(WeighReport::of).sum();
        }
        return PART;
    }

    private static long of(ExaminedQuestion one) {
        return of(one.question())
                + Stream.of(one.candidate(), one.beside())
                        .mapToLong(WeighReport::of)
                        .sum()
                + (one.base() == null ? 0 : of(one.base()))
                + texts(one.pair().reason());
    }

    private static long of(ExamQuestion question) {
        return PART + texts(question.question(), question.context(), question.passage(), question.expected());
    }

    private static long of(ExamAnswer answer) {
        return PART + texts(answer.text(), answer.reason(), answer.problem());
    }

    private static long texts(@Nullable String... texts) {
        long length = 0;
        for (var text : texts) {
            length += text == null ? 0 : text.length();
        }
        return length;
    }
}

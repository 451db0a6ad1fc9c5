package treewarden.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrecheckReportTest {
    private static final CommitId HEAD = new CommitId("a".repeat(40));

    @Test
    void aModelKnowsWhatItAnswersWellOftenEnough() {
        assertThat(report(null, 80, 5, 4, 5, 5, 3).isKnownAlready()).isTrue();
        assertThat(report(null, 81, 5, 4, 5, 5, 3).isKnownAlready()).isFalse();
        assertThat(report(null, 100, 4, 4).isKnownAlready()).isTrue();
    }

    @Test
    void aQuestionThatFailedIsNoneThatIsAnsweredWell() {
        var report = report(null, 80, 5, 5, 5, 0);

        assertThat(report.good()).isEqualTo(3);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.isKnownAlready()).isFalse();
    }

    @Test
    void nothingIsKnownWhereNothingWasAsked() {
        assertThat(report(null, 1).isKnownAlready()).isFalse();
    }

    @Test
    void whatAModelHasLearntIsNoObjectionToIt() {
        assertThat(report("release-1", 80, 5, 5).isKnownAlready()).isFalse();
    }

    @Test
    void aShareIsAShare() {
        assertThatThrownBy(() -> report(null, 0)).hasMessageContaining("between 1 and 100");
        assertThatThrownBy(() -> report(null, 101)).hasMessageContaining("between 1 and 100");
    }

    /** With a question for each score; 0 for one that failed. */
    private static PrecheckReport report(@Nullable String release, int enough, int... scores) {
        var answers = new ArrayList<PrecheckAnswer>();
        for (int score : scores) {
            answers.add(new PrecheckAnswer(
                    "skill",
                    1,
                    null,
                    "Why?",
                    "So.",
                    score == 0 ? null : "So.",
                    score == 0 ? null : new Score(score, PrecheckAnswer.BEST),
                    null,
                    score == 0 ? "It was not answered." : null));
        }
        return new PrecheckReport(
                new ContributionId(1, 2),
                HEAD,
                release,
                "student",
                "teacher",
                "precheck/judge 0123456789ab",
                List.of(),
                List.of(),
                answers,
                0,
                enough,
                Usage.NONE,
                Instant.EPOCH,
                0);
    }
}

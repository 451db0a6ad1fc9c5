package treewarden.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import treewarden.domain.Digest;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.RunPrecheck;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.ReleasedModel;
import treewarden.domain.StoredLeaf;
import treewarden.sandbox.teacher.Asked;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sdg.precheck.PrecheckLimits;
import treewarden.store.JobState;

/** What the community model is asked, and what is stored of it. */
class RunPrecheckTest extends Examination {
    @Test
    void everyQuestionIsAskedAndItsAnswerIsJudgedBesideTheExpectedOne() {
        var job = enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));

        runner.runUntilQuietOrThrow();

        assertThat(job(job).state()).isEqualTo(JobState.DONE);
        assertThat(reported)
                .singleElement()
                .satisfies(report -> assertThat(report.head()).isEqualTo(HEAD));
        var report = report();
        assertThat(report.answers())
                .extracting(PrecheckAnswer::question, PrecheckAnswer::expected, PrecheckAnswer::isGood)
                .containsExactly(
                        tuple("Write a haiku about the moon.", "Silent moon", true),
                        tuple("Write a haiku about the sea.", "Silent sea", true),
                        tuple("Write a haiku about the first frost.", "Quiet frost", false),
                        tuple("Write a haiku about an old pond.", "Quiet pond", false),
                        tuple("Write a haiku about a night train.", "Quiet train", false));
        assertThat(report.answers())
                .allSatisfy(answer -> assertThat(answer.reason()).isNotBlank())
                .extracting(PrecheckAnswer::problem)
                .containsOnlyNulls();
        assertThat(report.good()).isEqualTo(2);
        assertThat(report.isKnownAlready()).isFalse();
        assertThat(report.model()).isEqualTo(TeacherOptions.STUDENT);
        assertThat(report.judge()).isEqualTo(judge.model());
        assertThat(report.rubric()).startsWith("precheck/judge ");
        assertThat(report.at()).isEqualTo(NOON);
        assertThat(report.release()).isNull();
        assertThat(report.usage().requests()).isEqualTo(10);
    }

    @Test
    void theStudentGetsAQuestionAsAnybodyWouldAskIt() {
        enqueue(
                leaf("compositional_skills/writing/haiku/qna.yaml", SKILL),
                leaf("compositional_skills/notes/qna.yaml", GROUNDED),
                leaf("knowledge/tides/qna.yaml", KNOWLEDGE));

        runner.runUntilQuietOrThrow();

        assertThat(student.asked())
                .extracting(Asked::prompt)
                .contains(
                        "Write a haiku about the moon.",
                        "Ann brings cake on Monday.\n\nWho brings cake on Monday?",
                        "What pulls the water on Monday?");
        assertThat(report().answers())
                .filteredOn(answer -> answer.question().equals("Who brings cake on Monday?"))
                .extracting(PrecheckAnswer::context)
                .containsOnly("Ann brings cake on Monday.");
        assertThat(report().answers())
                .filteredOn(answer -> answer.leaf().equals("knowledge/tides"))
                .as("knowledge is asked without its document")
                .hasSize(15)
                .extracting(PrecheckAnswer::context)
                .containsOnlyNulls();
        assertThat(student.asked()).extracting(Asked::prompt).noneMatch(prompt -> prompt.contains("The moon pulls"));
        assertThat(judge.asked()).extracting(Asked::prompt).anyMatch(prompt -> prompt.contains("The moon pulls"));
    }

    @Test
    void questionsBeyondTheLimitsAreCounted() {
        runWith(PrecheckLimits.USUAL.withQuestions(7).withLeaves(2));
        enqueue(
                leaf("compositional_skills/a/qna.yaml", SKILL),
                leaf("compositional_skills/b/qna.yaml", SKILL),
                leaf("compositional_skills/c/qna.yaml", SKILL),
                new StoredLeaf("knowledge/gone/qna.yaml", Digest.of("never stored")));

        runner.runUntilQuietOrThrow();

        assertThat(report().answers()).hasSize(7);
        assertThat(report().unasked()).isEqualTo(3);
        assertThat(report().omitted())
                .containsExactlyInAnyOrder("knowledge/left/out", "knowledge/gone", "compositional_skills/c");
    }

    @Test
    void whatItCostsCountsForTheContributionLikeASample() {
        enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));

        runner.runUntilQuietOrThrow();

        assertThat(taken()).isEqualTo(report().usage().tokens()).isPositive();
    }

    @Test
    void withoutAStudentEndpointTheOperatorIsToldWhichSettingIsMissing() {
        runWith(PrecheckLimits.USUAL, SampleBudgets.USUAL, new NoStudents());
        var job = enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));

        runner.runUntilQuiet();

        assertThat(job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(String.valueOf(job(job).lastError()))
                .contains("no student endpoint is configured", "`student.url` and `student.model`");
        assertThat(reported).isEmpty();
    }

    @Test
    void theModelOfAReleaseIsAskedWhereItIsServedAndStandsBesideTheOneBefore() {
        var haiku = leaf("compositional_skills/writing/haiku/qna.yaml", SKILL);
        enqueue(haiku);
        runner.runUntilQuietOrThrow();
        student.learns("Write a haiku about the first frost.", "Quiet frost");
        student.learns("Write a haiku about an old pond.", "Quiet pond");
        student.learns("Write a haiku about a night train.", "Quiet train");

        database.run(transaction -> transaction.enqueue(RunPrecheck.after(
                new ReleasedModel("release-20261122", student.url(), TeacherOptions.STUDENT),
                PULL,
                HEAD,
                List.of(haiku))));
        runner.runUntilQuietOrThrow();

        List<PrecheckReport> all = database.read(tables -> tables.prechecks().list(PULL, HEAD));
        assertThat(all)
                .extracting(PrecheckReport::release, PrecheckReport::good)
                .containsExactly(tuple(null, 2), tuple("release-20261122", 5));
        assertThat(reported).extracting(JobPayload.ReportPrecheck::release).containsExactly(null, "release-20261122");
    }

    @Test
    void theModelOfAReleaseIsWaitedForUntilItsServerHasIt() {
        var haiku = leaf("compositional_skills/writing/haiku/qna.yaml", SKILL);
        var job = database.write(transaction -> transaction.enqueue(RunPrecheck.after(
                new ReleasedModel("release-20261122", student.url(), TeacherOptions.STUDENT),
                PULL,
                HEAD,
                List.of(haiku))));
        student.close();

        runner.runUntilQuiet();

        assertThat(job(job).state()).isEqualTo(JobState.QUEUED);
        assertThat(job(job).attempts()).isZero();
        assertThat(job(job).notBefore()).isEqualTo(NOON.plus(Duration.ofMinutes(10)));
        assertThat(reported).isEmpty();
    }
}

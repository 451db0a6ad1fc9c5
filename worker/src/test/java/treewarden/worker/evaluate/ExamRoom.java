package treewarden.worker.evaluate;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import treewarden.domain.Leaf;
import treewarden.domain.release.Contamination;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ReleaseId;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.SampleProgress;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.pipeline.EvaluationPipelines;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.RetryPolicy;
import treewarden.sdg.teacher.TeacherConfig;
import treewarden.worker.evaluate.ExamRequest.Examinees;
import treewarden.worker.evaluate.ExamRequest.OpenModel;

/** Where three models sit an exam; each is a stand-in over HTTP that answers what it has learnt. */
@Timeout(600)
abstract class ExamRoom {
    static final ReleaseId THIS = new ReleaseId("release-20261123");
    static final ReleaseId LAST = new ReleaseId("release-20261101");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    final SettableClock clock = new SettableClock(NOON);
    final Map<String, StandInTeacher> servers = new LinkedHashMap<>();
    final List<String> opened = new ArrayList<>();
    final StandInTeacher judge = StandInTeacher.start(TeacherOptions.defaults());
    final OpenAiTeacher judgeAsked = connect(judge, judge.model());
    final EvaluationPipelines pipelines = EvaluationPipelines.of(PipelineOptions.USUAL);
    final Examine examine = new Examine(
            pipelines.alone().ask(),
            new JudgeAnswers(release -> judgeAsked, pipelines, 16_384),
            clock,
            new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1)));

    @AfterEach
    void stop() {
        judgeAsked.close();
        judge.close();
        servers.values().forEach(StandInTeacher::close);
    }

    final EvaluationReport run(
            List<ExamQuestion> held, @Nullable ReleaseId last, String candidate, String beside, @Nullable String base) {
        return examine.run(request(held, last, candidate, beside, base), SampleProgress.NOBODY);
    }

    final ExamRequest request(
            List<ExamQuestion> held, @Nullable ReleaseId last, String candidate, String beside, @Nullable String base) {
        return new ExamRequest(
                THIS,
                last,
                Set.of(),
                held,
                List.of(),
                clean(),
                RunTasks.NONE,
                new Examinees(open(candidate), open(beside), base == null ? null : open(base)));
    }

    static Contamination clean() {
        return new Contamination(10, 4, List.of());
    }

    static List<ExamQuestion> held(Leaf... leaves) {
        return HoldOut.usual("community").of(List.of(leaves), Set.of()).questions();
    }

    final void learn(String who, List<ExamQuestion> questions) {
        questions.forEach(one -> server(who).learns(one.question(), one.expected()));
    }

    final StandInTeacher server(String who) {
        return servers.computeIfAbsent(who, name -> StandInTeacher.start(TeacherOptions.defaults()));
    }

    final OpenModel open(String who) {
        return cancelled -> {
            opened.add(who);
            return new StandInModel(server(who), clock);
        };
    }

    final OpenAiTeacher connect(StandInTeacher server, String model) {
        return OpenAiTeacher.connect(
                TeacherConfig.at(URI.create(server.url()), model)
                        .withDeadline(Duration.ofSeconds(5))
                        .withRetries(
                                new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1))),
                clock);
    }
}

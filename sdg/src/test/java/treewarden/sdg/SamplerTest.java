package treewarden.sdg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import treewarden.domain.Funnel;
import treewarden.domain.Leaf;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sdg.document.ReadPassages;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.RetryPolicy;
import treewarden.sdg.teacher.TeacherConfig;
import treewarden.sdg.teacher.TeacherException;

@Timeout(600)
class SamplerTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final RetryPolicy AT_ONCE =
            new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5));

    private final StandInTeacher server = StandInTeacher.start(TeacherOptions.defaults());
    private final OpenAiTeacher teacher = OpenAiTeacher.connect(
            TeacherConfig.at(URI.create(server.url()), server.model())
                    .withRetries(AT_ONCE)
                    .withDeadline(Duration.ofSeconds(20)),
            Clock.systemUTC());

    @AfterEach
    void stop() {
        teacher.close();
        server.close();
    }

    @Test
    void eachFlowEndsWithRows() {
        var report = sample("full", Leaves.haiku(), Leaves.minutes(), Leaves.seals());

        assertThat(report.teacher()).isEqualTo("stand-in-teacher");
        assertThat(report.omitted()).containsExactly("knowledge/left/out");
        assertThat(report.leaves())
                .extracting(LeafSample::pipeline)
                .containsExactly("full/freeform_skills", "full/grounded_skills", "full/knowledge");
        assertThat(report.leaves()).allSatisfy(leaf -> {
            assertThat(leaf.problem()).isNull();
            assertThat(leaf.funnel().kept()).isEqualTo(leaf.kept().size());
            assertThat(leaf.kept()).allSatisfy(row -> {
                assertThat(row.isKept()).isTrue();
                assertThat(row.question()).isNotBlank();
                assertThat(row.answer()).isNotBlank();
                assertThat(row.score()).isNotNull();
                assertThat(row.reason()).isNotBlank();
            });
            assertThat(leaf.rejected()).allSatisfy(row -> {
                assertThat(row.rejectedBy()).isNotBlank();
                assertThat(row.reason()).isNotBlank();
            });
            assertThat(leaf.usage().tokens()).isPositive();
        });
        assertThat(report.usage().requests()).isEqualTo(server.load().requests());
        assertThat(report.usage().requests()).isLessThan(150);
    }

    @Test
    void theSameLeavesGiveTheSameSample() {
        var once = sample("full", Leaves.haiku(), Leaves.minutes(), Leaves.seals());
        var again = sample("full", Leaves.haiku(), Leaves.minutes(), Leaves.seals());

        assertThat(again.leaves()).extracting(LeafSample::kept).isEqualTo(rows(once, LeafSample::kept));
        assertThat(again.leaves()).extracting(LeafSample::rejected).isEqualTo(rows(once, LeafSample::rejected));
    }

    @Test
    void theSimpleSetAsksOnceForEachRow() {
        var report = sample("simple", Leaves.haiku(), Leaves.minutes(), Leaves.seals());

        assertThat(report.usage().requests()).isEqualTo(30);
        assertThat(report.leaves())
                .extracting(leaf -> leaf.kept().size() + leaf.rejected().size())
                .containsExactly(10, 10, 10);
        assertThat(report.leaves().get(1).kept())
                .allSatisfy(row -> assertThat(row.context()).startsWith("Meeting "))
                .allSatisfy(row -> assertThat(row.question()).doesNotStartWith("Meeting "));
    }

    @Test
    void aGroundedRowShowsItsContextByItself() {
        var kept = sample("full", Leaves.minutes()).leaves().get(0).kept();

        assertThat(kept).isNotEmpty().allSatisfy(row -> {
            assertThat(row.context()).isNotBlank();
            assertThat(row.question()).doesNotContain(String.valueOf(row.context()));
        });
    }

    @Test
    void whatTheLimitsLeaveOutIsTold() {
        var many = IntStream.range(0, 4)
                .mapToObj(i -> new Leaf.Skill(
                        "compositional_skills/number_" + i,
                        3,
                        "ann",
                        "Write.",
                        Leaves.haiku().examples()))
                .toArray(Leaf[]::new);
        var limits = new SampleLimits(2, 3, 3, 200_000, 16_384);

        var report = new Sampler(() -> teacher, PipelineSet.named("full"), ReadPassages.NOT_FETCHED, limits)
                .sample(Leaves.request(many), SampleProgress.NOBODY);

        assertThat(report.leaves()).hasSize(2);
        assertThat(report.omitted())
                .containsExactly(
                        "knowledge/left/out", "compositional_skills/number_2", "compositional_skills/number_3");
        assertThat(report.leaves().get(0).notes()).contains("The first 3 of 6 seed examples were used for the trial.");
        assertThat(report.made()).isLessThanOrEqualTo(6);
    }

    @Test
    void aKnowledgeLeafSaysThatItsContextsServedAsTheDocument() {
        assertThat(sample("full", Leaves.seals()).leaves().get(0).notes())
                .contains(
                        "The contexts of the seed examples served as the document: the document itself was not fetched.");
    }

    @Test
    void theLimitOfTokensIsTold() {
        var report = new Sampler(
                        () -> teacher,
                        PipelineSet.named("full"),
                        ReadPassages.NOT_FETCHED,
                        SampleLimits.USUAL.withTokens(3_000))
                .sample(Leaves.request(Leaves.haiku(), Leaves.seals()), SampleProgress.NOBODY);

        assertThat(report.leaves())
                .extracting(LeafSample::problem)
                .contains("The sample was cut short: the limit of 3000 tokens was reached before it.");
    }

    @Test
    void aTeacherWithoutTagsLeavesAProblemWithTheReason() {
        server.faults().always("POST", CHAT, TeacherFaults.saying("I am sorry, but I cannot do that."));

        var leaf = sample("full", Leaves.haiku()).leaves().get(0);

        assertThat(leaf.kept()).isEmpty();
        assertThat(leaf.rejected()).hasSize(5);
        assertThat(leaf.problem())
                .isEqualTo("Nothing was kept. 5 of 5 rows were rejected in the step gen_questions, because: the"
                        + " teacher's answer has no [Start of Question]; it begins with \"I am sorry, but I cannot do"
                        + " that.\" (asked 3 times). If the seed examples or the document are very long, shorten them;"
                        + " else the teacher does not keep to the form that it is asked for, and the operator should try"
                        + " another pipeline or model.");
        assertThat(leaf.notes()).contains("10 questions were asked again, because their answers could not be used.");
    }

    @Test
    void aTeacherThatStopsInMidSentenceLosesOnlyWhatItDidNotFinish() {
        server.faults().next("POST", CHAT, TeacherFaults.cutShort());

        var leaf = sample("full", Leaves.haiku()).leaves().get(0);

        assertThat(leaf.kept()).isNotEmpty();
        assertThat(leaf.problem()).isNull();
    }

    @Test
    void emptyAnswersAreAskedForAgain() {
        server.faults().next(3, "POST", CHAT, TeacherFaults.emptyAnswer());

        var leaf = sample("full", Leaves.haiku()).leaves().get(0);

        assertThat(leaf.problem()).isNull();
        assertThat(leaf.notes()).contains("3 questions were asked again, because their answers could not be used.");
    }

    @Test
    void aServerThatStumblesOnceIsNotNoticed() {
        var undisturbed = sample("full", Leaves.haiku());
        server.faults().next("POST", CHAT, TeacherFaults.serverError());

        var disturbed = sample("full", Leaves.haiku());

        assertThat(disturbed.leaves()).extracting(LeafSample::kept).isEqualTo(rows(undisturbed, LeafSample::kept));
        assertThat(disturbed.usage().requests()).isEqualTo(undisturbed.usage().requests() + 1);
    }

    @Test
    void aTeacherThatIsGoneIsAnExceptionAndNoReport() {
        server.faults().always("POST", CHAT, Fault.dropConnection());
        assertThatThrownBy(() -> sample("full", Leaves.haiku())).isInstanceOf(TeacherException.Unreachable.class);

        server.faults().clear();
        server.faults().always("POST", CHAT, TeacherFaults.garbage());
        assertThatThrownBy(() -> sample("full", Leaves.haiku())).isInstanceOf(TeacherException.Garbled.class);

        server.faults().clear();
        server.faults().always("POST", CHAT, TeacherFaults.huge(10 << 20));
        assertThatThrownBy(() -> sample("full", Leaves.haiku())).isInstanceOf(TeacherException.Garbled.class);

        server.faults().clear();
        server.faults().always("POST", CHAT, TeacherFaults.tooManyRequests(Duration.ofHours(1)));
        assertThatThrownBy(() -> sample("full", Leaves.haiku())).isInstanceOf(TeacherException.RateLimited.class);
    }

    @Test
    void aCancelledSampleEnds() {
        var progress = new SampleProgress() {
            private final List<String> seen = new ArrayList<>();

            @Override
            public void progressed(int done, int of, String what) {
                seen.add(what);
                server.hold();
            }

            @Override
            public boolean cancelled() {
                return !seen.isEmpty();
            }
        };

        assertThatThrownBy(() -> new Sampler(
                                () -> teacher, PipelineSet.named("full"), ReadPassages.NOT_FETCHED, SampleLimits.USUAL)
                        .sample(Leaves.request(Leaves.haiku(), Leaves.seals()), progress))
                .isInstanceOf(CancellationException.class);
        assertThat(progress.seen).isNotEmpty().containsOnly("asking the teacher about 2 leaves");
    }

    @Test
    void aLeafWithoutSeedsHasAProblemAndTheOthersGoOn() {
        var empty = new Leaf.Skill("compositional_skills/empty", 1, "ann", "Write.", List.of());

        var report = sample("full", empty, Leaves.haiku());

        assertThat(report.leaves().get(0).problem())
                .isEqualTo("There was nothing to sample: the leaf has no seed examples.");
        assertThat(report.leaves().get(0).funnel().made()).isZero();
        assertThat(report.leaves().get(1).kept()).isNotEmpty();
    }

    @Test
    void aSampleOfNoLeavesIsAnEmptyReport() {
        var report = sample("full");

        assertThat(report.leaves()).isEmpty();
        assertThat(report.teacher()).isEqualTo("stand-in-teacher");
        assertThat(server.load().requests()).isZero();
    }

    @Test
    void twoLeavesOfOnePathAreTwoSamples() {
        assertThat(sample("simple", Leaves.haiku(), Leaves.haiku()).leaves()).hasSize(2);
    }

    @Test
    void theFirstStepOfTheFunnelIsWhatKeptIsMeasuredAgainst() {
        var report = sample("full", Leaves.haiku());

        assertThat(report.leaves().get(0).funnel().steps())
                .extracting(Funnel.Step::words)
                .containsExactly("questions", "sensible", "answered", "kept");
        assertThat(report.made()).isGreaterThanOrEqualTo(report.kept());
    }

    private static List<List<SampleRow>> rows(SampleReport report, Function<LeafSample, List<SampleRow>> which) {
        return report.leaves().stream().map(which).toList();
    }

    private SampleReport sample(String set, Leaf... leaves) {
        return new Sampler(() -> teacher, PipelineSet.named(set), ReadPassages.NOT_FETCHED, SampleLimits.USUAL)
                .sample(Leaves.request(leaves), SampleProgress.NOBODY);
    }
}

package treewarden.sdg.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.LeafKind;
import treewarden.domain.Usage;
import treewarden.sdg.block.Amounts;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.block.Row;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Finish;

/** Whichever answer comes first, and however many are open at once: the same answers give the same rows, in one order. */
@Timeout(600)
class SameAnswersSameRowsTest extends EngineHarness {
    /** Answers by a digest of the question: many duplicates, some bad scores, some answers that cannot be used. */
    private static Answer answer(Ask ask) {
        int hash = Math.floorMod(ask.hashCode() * 31 + ask.prompt().user().hashCode(), 1_000);
        var text = ask.prompt().user().contains("[Start of Question]")
                        && !ask.prompt().user().contains("core")
                ? questions(hash)
                : "";
        if (hash % 13 == 0) {
            text = "nothing of use";
        } else if (text.isEmpty()) {
            text = "<q>shared " + hash % 7 + "</q><q>own " + hash + "</q><a>"
                    + (hash % 3 == 0 ? "bad" : "good " + hash % 5) + "</a>";
        }
        return new Answer("model " + hash % 2, text, Finish.STOP, new Usage(1, 10, 5));
    }

    private static String questions(int hash) {
        return IntStream.range(0, 3)
                .mapToObj(i -> "[Start of Question]Number " + (hash + i) % 11 + "?[End of Question]")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whicheverAnswerComesFirst(long seed) {
        var expected = recorded(1, 1);

        assertThat(recorded(seed, 1 + new Random(seed).nextInt(40))).isEqualTo(expected);
    }

    /** Everything that a sink is told, work by work. */
    private List<String> recorded(long seed, int slots) {
        var pipelines = List.of(
                pipeline,
                withoutGates(),
                withoutTable(),
                severalAnswers(),
                PipelineSet.named("simple").pipeline(LeafKind.FREEFORM_SKILL).makingAbout(4));
        var works = new ArrayList<Work>();
        for (int i = 0; i < 15; i++) {
            works.add(new Work("leaf " + i, pipelines.get(i % pipelines.size()), seeds(1 + i * 3 % 17)));
        }
        var limits = new EngineLimits(1, 10_000, 4, 20);
        var record = new Record(works);
        try (var teacher = new ShufflingTeacher(seed, slots, SameAnswersSameRowsTest::answer)) {
            new Engine(teacher, EngineSettings.of(limits)).run(works.iterator(), record, new Ran());
        }
        return record.all();
    }

    private Pipeline withoutTable() {
        return new Pipeline(
                "without table",
                pipeline.steps().stream()
                        .filter(step -> !step.block().name().equals("vote"))
                        .toList());
    }

    /** Four answers to each question about a seed. */
    private Pipeline severalAnswers() {
        var steps = new ArrayList<>(pipeline.steps());
        var first = steps.get(0);
        var ask = (AskBlock) first.block();
        steps.set(
                0,
                new Pipeline.Placed(
                        ask.withAmounts(new Amounts(4, 2)), first.dropColumns(), first.dropDuplicates(), null));
        return new Pipeline("several answers", steps);
    }

    private static final class Record implements Sink {
        private final List<Work> works;
        private final List<List<String>> byWork = new ArrayList<>();
        private final List<String> told = new ArrayList<>();

        Record(List<Work> works) {
            this.works = works;
            works.forEach(work -> byWork.add(new ArrayList<>()));
        }

        private void tell(Work work, Object what) {
            byWork.get(works.indexOf(work)).add(String.valueOf(what));
        }

        @Override
        public void seedDone(Work work, int seed, List<Row> kept, List<Rejection> rejected) {
            tell(work, "seed " + seed);
            kept.forEach(row -> tell(work, row));
            rejected.forEach(rejection -> tell(work, rejection));
        }

        @Override
        public void finished(Work work, WorkSummary summary) {
            var timeless = new WorkSummary(
                    summary.left(),
                    summary.rejected(),
                    summary.surplus(),
                    summary.askedAgain(),
                    summary.usage(),
                    // How many were asked while the same was in flight: that alone is a matter of chance.
                    Usage.NONE,
                    summary.inVain(),
                    summary.models(),
                    summary.cutShort(),
                    0);
            tell(work, timeless);
        }

        List<String> all() {
            byWork.forEach(told::addAll);
            return told;
        }
    }
}

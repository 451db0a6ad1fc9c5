package treewarden.worker.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Usage;
import treewarden.sdg.SampleProgress;
import treewarden.sdg.block.Row;
import treewarden.sdg.engine.Engine;
import treewarden.sdg.engine.EngineLimits;
import treewarden.sdg.engine.EngineSettings;
import treewarden.sdg.engine.Progress;
import treewarden.sdg.engine.Rejection;
import treewarden.sdg.engine.Sink;
import treewarden.sdg.engine.Watch;
import treewarden.sdg.engine.Work;
import treewarden.sdg.engine.WorkSummary;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.precheck.Student;

/** Asks a model many things at once by a pipeline that makes one row of each. */
final class AskAll implements Sink {
    /** How often a question is asked again whose answer cannot be used. */
    private static final int ASK_AGAIN = 2;

    /** Enough to tell a server that is gone from one that stumbled. */
    private static final int FAILURES_IN_A_ROW = 6;

    private final List<@Nullable Said> said;
    private final TreeSet<String> models = new TreeSet<>();
    private Usage spent = Usage.NONE;

    private AskAll(int questions) {
        said = new ArrayList<>(Collections.nCopies(questions, null));
    }

    /** What came of one: exactly one of both is there. */
    record Said(@Nullable Row row, @Nullable Rejection rejection) {}

    /**
     * What came of all.
     *
     * @param said in the order of what was asked
     * @param model as its server gives its name
     */
    record Asked(List<Said> said, String model, Usage spent) {}

    /**
     * Who is asked what.
     *
     * @param who for people: {@code the candidate}
     * @param columns of each question, as the pipeline wants them
     */
    record Asking(String who, Student model, Pipeline pipeline, List<Map<String, String>> columns) {}

    /**
     * Asks.
     *
     * @throws treewarden.sdg.teacher.TeacherException where the model is not there, or stops being there
     * @throws java.util.concurrent.CancellationException where the progress says so
     */
    static Asked run(Asking asking, SampleProgress progress) {
        var sink = new AskAll(asking.columns().size());
        var rows = IntStream.range(0, asking.columns().size())
                .mapToObj(i -> Row.seed(i, asking.columns().get(i)))
                .toList();
        var limits =
                new EngineLimits(ASK_AGAIN, asking.model().contextTokens(), FAILURES_IN_A_ROW, EngineLimits.USUAL_ROWS);
        var work = new Work(asking.who(), asking.pipeline(), rows, number -> "question " + (number + 1));
        new Engine(asking.model().model(), EngineSettings.of(limits))
                .run(List.of(work).iterator(), sink, new Watched(progress, "asking " + asking.who()));
        return new Asked(
                sink.said.stream().map(Objects::requireNonNull).toList(),
                sink.models.isEmpty() ? asking.model().model().model() : sink.models.first(),
                sink.spent);
    }

    @Override
    public void seedDone(Work work, int seed, List<Row> kept, List<Rejection> rejected) {
        said.set(seed, kept.isEmpty() ? new Said(null, rejected.get(0)) : new Said(kept.get(0), null));
    }

    @Override
    public void finished(Work work, WorkSummary summary) {
        models.addAll(summary.models());
        spent = spent.plus(summary.spent());
    }

    private record Watched(SampleProgress progress, String what) implements Watch {
        @Override
        public void progressed(Progress now) {
            progress.progressed(now.answered(), now.known(), what);
        }

        @Override
        public boolean cancelled() {
            return progress.cancelled();
        }
    }
}

package treewarden.sdg.engine;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import treewarden.domain.Usage;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.teacher.Answer;

/** Counts what happens to the rows of one work. */
final class Tally {
    private final Pipeline pipeline;
    private final int[] left;
    private final Map<String, Map<Rejection.Kind, Integer>> rejected = new LinkedHashMap<>();
    private final Set<String> cutShort = new LinkedHashSet<>();
    private final TreeSet<String> models = new TreeSet<>();
    private final long started = System.nanoTime();
    private Usage usage = Usage.NONE;
    private Usage cached = Usage.NONE;
    private Usage inVain = Usage.NONE;
    private int surplus;
    private int askedAgain;

    Tally(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.left = new int[pipeline.steps().size()];
        pipeline.steps().forEach(step -> rejected.put(step.block().name(), new EnumMap<>(Rejection.Kind.class)));
    }

    void left(int place) {
        left[place]++;
    }

    void rejected(Rejection rejection) {
        rejected.computeIfAbsent(rejection.block(), block -> new EnumMap<>(Rejection.Kind.class))
                .merge(rejection.kind(), 1, Integer::sum);
    }

    void answered(Answer answer) {
        usage = usage.plus(answer.usage());
        if (answer.source() == Answer.Source.CACHED) {
            cached = cached.plus(answer.usage());
        }
        inVain = inVain.plus(answer.vain());
        models.add(answer.model());
    }

    void sentInVain(int requests) {
        inVain = inVain.plus(new Usage(requests, 0, 0));
    }

    void surplus(int items) {
        surplus += items;
    }

    void askedAgain() {
        askedAgain++;
    }

    void cutShort(String why) {
        cutShort.add(why);
    }

    WorkSummary summary() {
        var rows = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < left.length; i++) {
            rows.put(pipeline.steps().get(i).block().name(), left[i]);
        }
        rejected.values().removeIf(Map::isEmpty);
        return new WorkSummary(
                rows,
                rejected,
                surplus,
                askedAgain,
                usage,
                cached,
                inVain,
                models,
                List.copyOf(cutShort),
                (System.nanoTime() - started) / 1_000_000);
    }
}

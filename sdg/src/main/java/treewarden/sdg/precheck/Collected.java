package treewarden.sdg.precheck;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import treewarden.domain.Usage;
import treewarden.sdg.block.Row;
import treewarden.sdg.engine.Rejection;
import treewarden.sdg.engine.Sink;
import treewarden.sdg.engine.Work;
import treewarden.sdg.engine.WorkSummary;

/** Writes what the engine brings onto the sheets that it is about. */
final class Collected implements Sink {
    private final String who;
    private final Map<Work, List<Sheet>> sheets = new IdentityHashMap<>();
    private final TreeSet<String> models = new TreeSet<>();
    private Usage spent = Usage.NONE;

    /** @param who it is that answers, for people */
    Collected(String who) {
        this.who = who;
    }

    /** The seeds of the work are these, in their order. */
    void add(Work work, List<Sheet> some) {
        sheets.put(work, List.copyOf(some));
    }

    /** The name under which the model answered; this one where it did not. */
    String model(String otherwise) {
        return models.isEmpty() ? otherwise : models.first();
    }

    Usage spent() {
        return spent;
    }

    @Override
    public void seedDone(Work work, int seed, List<Row> kept, List<Rejection> rejected) {
        var sheet = sheets.getOrDefault(work, List.of()).get(seed);
        for (var row : kept) {
            var judgement = row.judgement();
            var answer = row.get("answer");
            if (judgement != null) {
                sheet.judged(judgement.score(), judgement.reason());
            } else if (answer != null) {
                sheet.answered(answer);
            }
        }
        rejected.forEach(rejection -> sheet.failed(rejection, who));
    }

    @Override
    public void finished(Work work, WorkSummary summary) {
        models.addAll(summary.models());
        spent = spent.plus(summary.spent());
    }
}

package treewarden.sdg.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.domain.Usage;

/**
 * How the run over one work went.
 *
 * @param left rows that each block left, in the pipeline's order
 * @param surplus items of answers that were not taken: broken, or more than were asked for
 * @param askedAgain questions that were asked again
 * @param models the models that answered, as the server names them
 * @param cutShort why not all of it was done; empty where it was
 * @param millis from its first request to its last row
 */
public record WorkSummary(
        Map<String, Integer> left,
        int surplus,
        int askedAgain,
        Usage usage,
        Set<String> models,
        List<String> cutShort,
        long millis) {
    public WorkSummary {
        models = Set.copyOf(models);
        cutShort = List.copyOf(cutShort);
    }
}

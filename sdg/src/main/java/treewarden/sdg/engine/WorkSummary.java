package treewarden.sdg.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import treewarden.domain.Usage;

/**
 * How the run over one work went.
 *
 * @param left rows that each block left, in the pipeline's order
 * @param rejected rows that each block rejected, by the kind of reason; blocks in the pipeline's order, and only those
 *     that rejected any
 * @param surplus items of answers that were not taken: broken, or more than were asked for
 * @param askedAgain questions that were asked again
 * @param usage what its answers cost, those from the cache included: what they cost when they were asked for
 * @param cached the part of it that came from the cache
 * @param inVain requests that came to nothing, and were sent again or given up, or lost to a second one
 * @param models the models that answered, as the server names them
 * @param cutShort why not all of it was done; empty where it was
 * @param millis from its first seed to its last row
 */
public record WorkSummary(
        Map<String, Integer> left,
        Map<String, Map<Rejection.Kind, Integer>> rejected,
        int surplus,
        int askedAgain,
        Usage usage,
        Usage cached,
        Usage inVain,
        SortedSet<String> models,
        List<String> cutShort,
        long millis) {
    public WorkSummary {
        left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
        var byBlock = new LinkedHashMap<String, Map<Rejection.Kind, Integer>>();
        rejected.forEach((block, kinds) -> byBlock.put(block, Collections.unmodifiableMap(new TreeMap<>(kinds))));
        rejected = Collections.unmodifiableMap(byBlock);
        models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
        cutShort = List.copyOf(cutShort);
    }

    /** What this run really cost: without the answers from the cache, with the requests that came to nothing. */
    public Usage spent() {
        return new Usage(
                usage.requests() - cached.requests() + inVain.requests(),
                usage.promptTokens() - cached.promptTokens() + inVain.promptTokens(),
                usage.completionTokens() - cached.completionTokens() + inVain.completionTokens());
    }
}

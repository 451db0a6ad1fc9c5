package treewarden.sdg.quality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Funnel;

/**
 * What the checks left of a leaf.
 *
 * @param made rows that came out of the pipeline
 * @param sound of those, the rows that are right by themselves
 * @param distinct of those, the rows that repeat nothing: what was kept
 * @param rejected rows by the name of the check, in the order of the checks, those that rejected none left out
 * @param notes sentences that a reader of the data must know
 * @param verdict what to tell of a leaf that yielded nothing; null where something was kept
 */
public record LeafQuality(
        String leaf,
        int made,
        int sound,
        int distinct,
        Map<String, Integer> rejected,
        List<String> notes,
        @Nullable Verdict verdict) {
    public LeafQuality {
        rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
        notes = List.copyOf(notes);
    }

    /** To go after those of the pipeline in the leaf's funnel. */
    public List<Funnel.Step> steps() {
        return List.of(
                new Funnel.Step("quality_checks", sound, "sound"), new Funnel.Step("duplicates", distinct, "distinct"));
    }
}

package treewarden.web.releases;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.store.EvaluatedRelease;

/**
 * How candidates did, release by release.
 *
 * @param entries the earliest first
 */
public record ScoreHistory(List<Entry> entries) {
    /** A year of monthly releases. */
    static final int MOST = 12;

    /**
     * A release that was evaluated.
     *
     * @param scored null where its report is gone
     */
    public record Entry(EvaluatedRelease release, @Nullable Scored scored) {
        public Optional<Scored.Means> at(QuestionSet set) {
            return Optional.ofNullable(scored).flatMap(it -> it.at(set));
        }
    }

    public ScoreHistory {
        entries = List.copyOf(entries);
    }

    /** Those of which anything was asked. */
    public List<QuestionSet> sets() {
        return Arrays.stream(QuestionSet.values())
                .filter(set -> entries.stream().anyMatch(entry -> entry.at(set).isPresent()))
                .toList();
    }

    /** From the last one before that was asked this set; empty where there is none, or this one was not. */
    public Optional<Scored.Step> step(int entry, QuestionSet set) {
        var now = entries.get(entry).scored();
        for (int before = entry - 1; now != null && before >= 0; before--) {
            var earlier = entries.get(before).scored();
            if (earlier != null && earlier.at(set).isPresent()) {
                return now.since(earlier, set);
            }
        }
        return Optional.empty();
    }
}

package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import treewarden.domain.ContributionState;
import treewarden.store.AuditEntry;
import treewarden.store.AuditEvent;

/** Which commit somebody last judged, and how. */
public final class LastReview {
    /** Into which only a judgement of a triager or a maintainer puts a contribution. */
    private static final Set<String> JUDGED = Set.of(
            ContributionState.CHANGES_REQUESTED.slug(),
            ContributionState.UNCERTAIN.slug(),
            ContributionState.ON_HOLD.slug(),
            ContributionState.APPROVED.slug(),
            ContributionState.REJECTED.slug());

    private LastReview() {}

    /**
     * The latest judgement; empty where nobody judged yet. What somebody took back they never said.
     *
     * @param timeline of one contribution, the earliest first
     */
    public static Optional<AuditEntry> in(List<AuditEntry> timeline) {
        var judgements = new ArrayList<AuditEntry>();
        for (var entry : timeline) {
            var event = entry.event();
            if (isTakenBack(event)) {
                last(judgements, event.by()).ifPresent(judgements::remove);
            } else if (isJudgement(event)) {
                judgements.add(entry);
            }
        }
        return judgements.isEmpty() ? Optional.empty() : Optional.of(judgements.get(judgements.size() - 1));
    }

    private static Optional<AuditEntry> last(List<AuditEntry> judgements, String by) {
        return judgements.stream()
                .filter(entry -> entry.event().by().equals(by))
                .reduce((earlier, later) -> later);
    }

    private static boolean isTakenBack(AuditEvent event) {
        return event.action().equals("decide") && event.why().startsWith(TakeBack.TOOK_BACK);
    }

    private static boolean isJudgement(AuditEvent event) {
        return event.action().equals("decide")
                && event.head() != null
                && Overtaken.isOfAPerson(event)
                && (Overtaken.isVerdict(event)
                        || (JUDGED.contains(Objects.requireNonNullElse(event.after(), ""))
                                && !Objects.equals(event.before(), event.after())));
    }
}

package treewarden.bot.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.LeafKind;

/**
 * The labels that Treewarden manages, derived from the table of states: one for the state, one for each kind of leaf. Any
 * other label on a pull request is somebody else's and never touched.
 */
public final class Labels {
    /** On what waits for its contributor for too long; whatever happens next takes it away. */
    public static final String STALE = "stale";

    private static final Set<String> MANAGED = Stream.of(
                    Stream.of(STALE),
                    Stream.of(ContributionState.values())
                            .map(ContributionState::label)
                            .filter(Objects::nonNull),
                    Stream.of(LeafKind.values()).map(Labels::of))
            .flatMap(labels -> labels)
            .collect(Collectors.toUnmodifiableSet());

    private Labels() {}

    /** The label of the taxonomy's process for a kind of leaf. */
    static String of(LeafKind kind) {
        return switch (kind) {
            case KNOWLEDGE -> "knowledge";
            case FREEFORM_SKILL, GROUNDED_SKILL -> "skill";
        };
    }

    /** The labels that a contribution is to have. */
    public static Set<String> of(Contribution contribution) {
        var labels = new HashSet<String>();
        var ofState = contribution.state().label();
        if (ofState != null) {
            labels.add(ofState);
        }
        contribution.kinds().forEach(kind -> labels.add(of(kind)));
        return labels;
    }

    /** Whether of the labels that Treewarden manages exactly these are on a pull request. */
    static boolean areThere(Set<String> wanted, Set<String> present) {
        var managed = present.stream()
                .filter(Labels::isManaged)
                .map(label -> label.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return managed.equals(
                wanted.stream().map(label -> label.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    /** Whether Treewarden may add and remove this label. GitHub compares labels without regard to case. */
    public static boolean isManaged(String label) {
        return MANAGED.stream().anyMatch(managed -> managed.equalsIgnoreCase(label));
    }
}

package treewarden.taxonomy;

import java.util.Arrays;
import java.util.List;
import treewarden.domain.Finding;

/**
 * Mends a leaf as far as a machine can: fixes are made until none is left, since one may bring the next to light. A file
 * that cannot be read as YAML is left as it is, and so is one that could not be read any more afterwards.
 */
public final class Mending {
    /** A fix brings at most a few others to light: a wrong version those of the right one. */
    private static final int MOST_ROUNDS = 10;

    private final Validator validator;

    public Mending(Validator validator) {
        this.validator = validator;
    }

    /**
     * A file after its mending.
     *
     * @param changes how many fixes were made; with none the bytes are those of before
     */
    public record Mended(byte[] bytes, int changes) {}

    /** The leaf, mended. */
    public Mended mend(LeafFile leaf, Surroundings around) {
        var bytes = leaf.bytes();
        var changes = 0;
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var findings = findings(leaf, bytes, around);
            if (isUnreadable(findings)) {
                return new Mended(leaf.bytes(), 0);
            }
            var fixed = Fixes.apply(bytes, findings);
            if (fixed.applied() == 0 || Arrays.equals(fixed.bytes(), bytes)) {
                return new Mended(bytes, changes);
            }
            bytes = fixed.bytes();
            changes += fixed.applied();
        }
        return isUnreadable(findings(leaf, bytes, around)) ? new Mended(leaf.bytes(), 0) : new Mended(bytes, changes);
    }

    private List<Finding> findings(LeafFile leaf, byte[] bytes, Surroundings around) {
        return validator.check(new LeafFile(leaf.path(), leaf.place(), bytes), around).findings().stream()
                .filter(finding -> finding.path().equals(leaf.path()))
                .toList();
    }

    private static boolean isUnreadable(List<Finding> findings) {
        return findings.stream()
                .anyMatch(finding -> finding.isError() && finding.rule().equals("yaml"));
    }
}

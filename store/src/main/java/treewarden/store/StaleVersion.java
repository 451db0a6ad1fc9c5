package treewarden.store;

import treewarden.domain.ContributionId;

/** Somebody else changed the contribution since it was read: read it again and decide again. */
public final class StaleVersion extends RuntimeException {
    private final ContributionId contribution;

    StaleVersion(ContributionId contribution, long seen) {
        super("Contribution " + contribution + " has changed since version " + seen + " of it was read.");
        this.contribution = contribution;
    }

    public ContributionId contribution() {
        return contribution;
    }
}

package treewarden.store;

import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;

/** A contribution is now at this version, in this state. */
public record Change(ContributionId contribution, long version, ContributionState state) {}

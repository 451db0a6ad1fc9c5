package treewarden.bot.check;

import treewarden.domain.ContributionId;
import treewarden.domain.Repository;
import treewarden.forge.PullRequest;

/** The pull request that is checked, as it was just read. */
record Subject(Repository repository, PullRequest pullRequest) {
    ContributionId id() {
        return new ContributionId(repository.id(), pullRequest.number());
    }
}

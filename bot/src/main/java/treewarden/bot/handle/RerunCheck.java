package treewarden.bot.handle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect.ShowCheck;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.CheckContribution;
import treewarden.forge.Event;
import treewarden.forge.Event.CheckRerequested;
import treewarden.forge.Forge;
import treewarden.forge.PullRequest;

/**
 * Somebody pressed "Re-run": the check is made and shown again, even where it finds the same. GitHub does not tell the
 * pull requests of forks, so they are found by their head.
 */
final class RerunCheck implements EventHandler {
    private final Forge forge;

    RerunCheck(Forge forge) {
        this.forge = forge;
    }

    @Override
    public Followup to(Event event) {
        if (!(event instanceof CheckRerequested asked)
                || asked.app() != forge.self().appId()) {
            return Followup.NOTHING;
        }
        var jobs = new ArrayList<JobPayload>();
        for (int number : concerned(asked)) {
            jobs.add(new CheckContribution(new ContributionId(asked.repository().id(), number)));
        }
        return new Followup(
                jobs,
                List.of(),
                List.of(),
                List.of(ShowCheck.target(asked.repository().id(), asked.head())),
                List.of());
    }

    private TreeSet<Integer> concerned(CheckRerequested asked) {
        var numbers = new TreeSet<Integer>(Comparator.naturalOrder());
        numbers.addAll(asked.pullRequests());
        if (numbers.isEmpty()) {
            forge.in(asked.repository()).openPullRequests().stream()
                    .filter(pullRequest -> pullRequest.head().equals(asked.head()))
                    .map(PullRequest::number)
                    .forEach(numbers::add);
        }
        return numbers;
    }
}

package treewarden.bot.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import treewarden.bot.check.Addresses;
import treewarden.bot.check.ShowContribution;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Effect;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.TellOfRollBack;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.StageReport.Published;
import treewarden.domain.release.Withdrawal;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.Tables;
import treewarden.store.Transaction;
import treewarden.templates.RolledBackComment;
import treewarden.templates.RolledBackComment.Now;

/**
 * Tells contributors what a roll back means for their work: the label and the one comment show the state that they came
 * into, and a comment of its own says why. All of it is written in one transaction, and shown by the runner of effects:
 * nobody is told twice. Who is in another state again by then, as the release was brought forward meanwhile, hears nothing.
 */
public final class TellOfRollBacks implements JobHandler<TellOfRollBack> {
    private final ShowContribution show;
    private final RolledBackComment comment = new RolledBackComment();

    public TellOfRollBacks(Addresses addresses) {
        this.show = new ShowContribution(addresses);
    }

    @Override
    public JobKind kind() {
        return JobKind.TELL_OF_ROLL_BACK;
    }

    @Override
    public JobResult run(JobContext context, TellOfRollBack payload) {
        int count = payload.contributions().size();
        return new JobResult.Done(
                transaction -> tell(transaction, payload),
                (count == 1 ? "1 contributor is told that " : count + " contributors are told that ")
                        + payload.release()
                        + (payload.now() == ContributionState.RELEASED ? " is back" : " was rolled back"));
    }

    private void tell(Transaction transaction, TellOfRollBack payload) {
        var news = News.of(transaction, payload.release());
        payload.contributions().stream()
                .flatMap(id -> transaction.contributions().find(id).stream())
                .filter(contribution -> contribution.state() == payload.now())
                .forEach(contribution ->
                        transaction.show(contribution.repository(), effects(transaction, contribution, news, payload)));
    }

    private List<Effect> effects(Tables tables, Contribution contribution, News news, TellOfRollBack payload) {
        var effects = new ArrayList<Effect>(show.effects(tables, contribution));
        effects.add(new Effect.Nudge(
                contribution.id(),
                payload.occasion(),
                comment.render(contribution.author().login(), payload.release(), news.now(contribution))));
        return effects;
    }

    /** What is known of the release. */
    private record News(List<PlannedLeaf> leaves, List<Withdrawal> withdrawals, Optional<Published> published) {
        static News of(Tables tables, ReleaseId id) {
            var releases = tables.releases();
            return new News(
                    releases.output(id, ReleaseStage.PLAN)
                            .map(output -> ((Planned) output.report()).plan())
                            .map(ReleasePlan::leaves)
                            .orElse(List.of()),
                    releases.withdrawals(),
                    releases.output(id, ReleaseStage.PUBLISH).map(output -> (Published) output.report()));
        }

        Now now(Contribution contribution) {
            var its = leaves.stream()
                    .filter(leaf -> leaf.isOf(contribution.id().number()))
                    .toList();
            if (contribution.state() == ContributionState.RELEASED) {
                return new Now.Back(
                        its.size(),
                        published.map(Published::modelUrl).orElse(null),
                        published.map(Published::dataUrl).orElse(null));
            }
            return !its.isEmpty() && its.stream().allMatch(this::isKeptOut) ? new Now.KeptOut() : new Now.Waits();
        }

        private boolean isKeptOut(PlannedLeaf leaf) {
            return withdrawals.stream().anyMatch(one -> one.covers(leaf));
        }
    }
}

package treewarden.bot.check;

import java.util.List;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Effect;
import treewarden.domain.Effect.ShowCheck;
import treewarden.domain.Effect.ShowComment;
import treewarden.domain.Effect.ShowLabels;
import treewarden.templates.CheckSummary;
import treewarden.templates.CommentModel;
import treewarden.templates.ContributionComment;
import treewarden.templates.Links;

/** What the code host is to show of a contribution: the same for whoever decides. */
final class Presentation {
    private final Addresses addresses;
    private final ContributionComment comment = new ContributionComment();
    private final CheckSummary check = new CheckSummary();

    Presentation(Addresses addresses) {
        this.addresses = addresses;
    }

    /** All of it: the check run of the head, the comment and the labels. */
    List<Effect> all(Contribution contribution, Verdict verdict) {
        return List.of(check(contribution, verdict), comment(contribution, verdict), labels(contribution));
    }

    /** The check run of the head. It ends with the checks, whatever else the contribution still waits for. */
    ShowCheck check(Contribution contribution, Verdict verdict) {
        var checked = contribution.state() == ContributionState.CHECKING
                ? contribution.inState(ContributionState.AWAITING_TRIAGE, contribution.updatedAt())
                : contribution;
        return new ShowCheck(contribution.id(), contribution.head(), check.render(model(checked, verdict)));
    }

    ShowComment comment(Contribution contribution, Verdict verdict) {
        return new ShowComment(contribution.id(), comment.render(model(contribution, verdict)));
    }

    static ShowLabels labels(Contribution contribution) {
        return new ShowLabels(contribution.id(), Labels.of(contribution));
    }

    private CommentModel model(Contribution contribution, Verdict verdict) {
        return new CommentModel(
                contribution,
                verdict.scope(),
                verdict.run().leaves(),
                verdict.sample(),
                links(contribution),
                contribution.head().hex(),
                verdict.run().checkedAt(),
                verdict.notes(),
                verdict.prechecks());
    }

    private Links links(Contribution contribution) {
        return new Links(
                addresses.files(contribution.repository(), contribution.head()),
                addresses.page(contribution.repository(), contribution.id().number()),
                addresses.checks(contribution.repository(), contribution.id().number()));
    }
}

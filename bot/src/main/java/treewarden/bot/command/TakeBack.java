package treewarden.bot.command;

import java.util.List;
import java.util.Optional;
import treewarden.bot.check.ShowContribution;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Decision;
import treewarden.domain.Person;
import treewarden.domain.Reaction;
import treewarden.store.PageReply;
import treewarden.store.Transaction;
import treewarden.store.UndoOffer;

/** Somebody takes back what they decided on the page, as long as the code host was told nothing of it. */
final class TakeBack {
    private static final String TOO_LATE =
            "It is too late to take this back: it is told on the pull request already, or something changed since. Decide "
                    + "anew instead.";

    /** How the audit begins to tell of it. */
    static final String TOOK_BACK = "took back that it ";

    private final ShowContribution shown;

    TakeBack(ShowContribution shown) {
        this.shown = shown;
    }

    CommandAnswer of(ContributionId id, Person by, Transaction transaction) {
        var current = transaction.contributions().find(id);
        var now = transaction.now();
        var offer = current.flatMap(
                known -> transaction.undoOffers().find(id).filter(it -> it.isOpenFor(by.id(), known, now)));
        if (offer.isEmpty() || transaction.undoOffers().isAnythingTold(offer.get())) {
            return CommandAnswer.refused(TOO_LATE);
        }
        restore(current.get(), offer.get(), by, transaction);
        return new CommandAnswer(Reaction.THUMBS_UP, "", nothing -> {});
    }

    private void restore(Contribution current, UndoOffer offer, Person by, Transaction transaction) {
        var who = Gathered.words(by);
        transaction.actingFrom("page");
        var restored = current.backIn(offer.state(), offer.stateSince(), offer.reason(), transaction.now());
        transaction.undoOffers().dropEffects(offer);
        transaction.undoOffers().withdraw(current.id());
        transaction.voidApprovals(
                restored,
                approval -> isOfIt(approval, offer) ? Optional.of("it was taken back") : Optional.empty(),
                who);
        var words = TOOK_BACK + current.state().clause();
        var saved =
                transaction.apply(new Decision(restored, shown.effects(transaction, restored), List.of(), who, words));
        transaction
                .pageReplies()
                .keep(new PageReply(
                        current.id(), by.id(), words, "", current.state(), saved.version(), transaction.now()));
    }

    private static boolean isOfIt(Approval approval, UndoOffer offer) {
        return approval.approver().id() == offer.by() && !approval.at().isBefore(offer.decidedAt());
    }
}

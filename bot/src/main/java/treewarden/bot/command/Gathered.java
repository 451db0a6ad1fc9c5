package treewarden.bot.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.bot.check.ShowContribution;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Effect;
import treewarden.domain.Person;
import treewarden.domain.Printable;
import treewarden.domain.Reaction;
import treewarden.store.AuditEvent;
import treewarden.store.PageReply;
import treewarden.store.Transaction;
import treewarden.store.UndoOffer;
import treewarden.store.UndoOffers;

/** What came of the commands of one comment: one answer, and one decision, to be written in one transaction. */
final class Gathered {
    /** States in which nothing is at work. */
    private static final Set<ContributionState> AT_REST = EnumSet.of(
            ContributionState.NEEDS_CHANGES,
            ContributionState.AWAITING_TRIAGE,
            ContributionState.CHANGES_REQUESTED,
            ContributionState.UNCERTAIN,
            ContributionState.ON_HOLD,
            ContributionState.APPROVED,
            ContributionState.REJECTED);

    private final List<Command> commands;
    private final @Nullable Contribution before;
    private final ShowContribution shown;
    private final Optional<FromPage> page;
    private final List<CommandOutcome> outcomes = new ArrayList<>();
    private @Nullable Contribution after;

    /** @param before the contribution as it was */
    Gathered(List<Command> commands, @Nullable Contribution before, ShowContribution shown, Optional<FromPage> page) {
        this.page = page;
        this.commands = commands;
        this.before = before;
        this.shown = shown;
    }

    void add(CommandOutcome outcome) {
        outcomes.add(outcome);
        if (outcome.contribution() != null) {
            after = outcome.contribution();
        }
    }

    CommandAnswer answer(Instant now) {
        return new CommandAnswer(
                isDone() ? Reaction.THUMBS_UP : Reaction.CONFUSED, reply(), transaction -> write(transaction, now));
    }

    private boolean isDone() {
        return outcomes.stream().allMatch(outcome -> outcome.reaction() == Reaction.THUMBS_UP);
    }

    private String reply() {
        return outcomes.stream()
                .map(CommandOutcome::reply)
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining("\n\n"));
    }

    private void write(Transaction transaction, Instant now) {
        var comment = commands.get(0).comment();
        transaction.actingFrom(comment == null ? "page" : "comment " + comment);
        transaction.commandsGiven().add(commands.get(0).by().id(), commands.size(), now);
        outcomes.forEach(outcome -> outcome.writes().forEach(write -> write.accept(transaction)));
        var jobs = outcomes.stream()
                .flatMap(outcome -> outcome.jobs().stream())
                .distinct()
                .toList();
        if (after != null) {
            var until = undoUntil(transaction, now);
            until.ifPresent(end -> transaction.tellFrom(end.plus(UndoOffers.GRACE)));
            var saved = transaction.apply(
                    new Decision(after, effects(transaction, after), jobs, approvals(), by(), given()));
            if (before != null && until.isPresent()) {
                var by = commands.get(0).by().id();
                transaction.undoOffers().offer(UndoOffer.of(before, saved, by, now, until.get()));
            }
            keepForPage(transaction, saved.version(), now);
            return;
        }
        jobs.forEach(transaction::enqueue);
        if (before != null && !outcomes.stream().allMatch(CommandOutcome::changesNothing)) {
            transaction.show(before.repository(), others());
            transaction.audit(
                    new AuditEvent(by(), "command", before.id(), before.head().hex(), null, null, given()));
        }
        if (before != null) {
            keepForPage(transaction, before.version(), now);
        }
    }

    /** The answer to a form is another page, which tells what came of it, and that may be nothing that the audit notes. */
    private void keepForPage(Transaction transaction, long version, Instant now) {
        if (page.isPresent() && before != null && isDone()) {
            transaction
                    .pageReplies()
                    .keep(new PageReply(
                            before.id(),
                            commands.get(0).by().id(),
                            Printable.line(asGiven(commands.get(0))),
                            reply(),
                            before.state(),
                            version,
                            now));
        }
    }

    /**
     * Until when it may be taken back; empty where it may not: where work was begun or ended by it, or an approval, there
     * is more to restore than a state.
     */
    private Optional<Instant> undoUntil(Transaction transaction, Instant now) {
        var mayBe = before != null
                && after != null
                && before.state() != after.state()
                && AT_REST.contains(before.state())
                && AT_REST.contains(after.state())
                && before.state() != ContributionState.APPROVED
                && outcomes.stream().allMatch(Gathered::endsNoWork)
                && transaction.approvals().standing(before.id()).isEmpty();
        return page.map(FromPage::undoFor)
                .filter(time -> mayBe && !time.isZero())
                .map(now::plus);
    }

    /** An approval also forgets an old trouble with the merge, which is of no use to anybody. */
    private static boolean endsNoWork(CommandOutcome outcome) {
        return outcome.jobs().isEmpty()
                && (outcome.writes().isEmpty() || !outcome.approvals().isEmpty());
    }

    /** Comment and labels show the state and the reason; nothing else of a contribution that a command changes. */
    private List<Effect> effects(Transaction transaction, Contribution changed) {
        var effects = new ArrayList<Effect>();
        if (before == null
                || !approvals().isEmpty()
                || before.state() != changed.state()
                || !Objects.equals(before.reason(), changed.reason())) {
            effects.addAll(shown.effects(transaction, changed, approvals()));
        }
        effects.addAll(others());
        return effects;
    }

    private List<Approval> approvals() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.approvals().stream())
                .toList();
    }

    private List<Effect> others() {
        return outcomes.stream().flatMap(outcome -> outcome.effects().stream()).toList();
    }

    private String by() {
        return words(commands.get(0).by());
    }

    /** How the audit names a person. */
    static String words(Person by) {
        return by.login() + " (" + by.id() + ")";
    }

    /** What was asked for and done, with its words, in one line. */
    private String given() {
        var given = new ArrayList<String>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (!outcomes.get(i).changesNothing()) {
                given.add(asGiven(commands.get(i)));
            }
        }
        return Printable.line(given.stream().distinct().collect(Collectors.joining(" ")));
    }

    private static String asGiven(Command command) {
        var words = command.text().replaceAll("\\s+", " ");
        return "/" + command.name() + (words.isEmpty() ? "" : " " + words);
    }
}

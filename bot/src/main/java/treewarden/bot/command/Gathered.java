package treewarden.bot.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.bot.check.ShowContribution;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.Decision;
import treewarden.domain.Effect;
import treewarden.domain.Printable;
import treewarden.domain.Reaction;
import treewarden.store.AuditEvent;
import treewarden.store.Transaction;

/** What came of the commands of one comment: one answer, and one decision, to be written in one transaction. */
final class Gathered {
    private final List<Command> commands;
    private final @Nullable Contribution before;
    private final ShowContribution shown;
    private final List<CommandOutcome> outcomes = new ArrayList<>();
    private @Nullable Contribution after;

    /** @param before the contribution as it was */
    Gathered(List<Command> commands, @Nullable Contribution before, ShowContribution shown) {
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
        var isDone = outcomes.stream().allMatch(outcome -> outcome.reaction() == Reaction.THUMBS_UP);
        var reply = outcomes.stream()
                .map(CommandOutcome::reply)
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining("\n\n"));
        return new CommandAnswer(
                isDone ? Reaction.THUMBS_UP : Reaction.CONFUSED, reply, transaction -> write(transaction, now));
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
            transaction.apply(new Decision(after, effects(transaction, after), jobs, approvals(), by(), given()));
            return;
        }
        jobs.forEach(transaction::enqueue);
        if (before != null && !outcomes.stream().allMatch(CommandOutcome::changesNothing)) {
            transaction.show(before.repository(), others());
            transaction.audit(
                    new AuditEvent(by(), "command", before.id(), before.head().hex(), null, null, given()));
        }
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
        var by = commands.get(0).by();
        return by.login() + " (" + by.id() + ")";
    }

    /** What was asked for and done, with its words, in one line. */
    private String given() {
        var given = new ArrayList<String>();
        for (int i = 0; i < outcomes.size(); i++) {
            var command = commands.get(i);
            var words = command.text().replaceAll("\\s+", " ");
            if (!outcomes.get(i).changesNothing()) {
                given.add("/" + command.name() + (words.isEmpty() ? "" : " " + words));
            }
        }
        return Printable.line(given.stream().distinct().collect(Collectors.joining(" ")));
    }
}

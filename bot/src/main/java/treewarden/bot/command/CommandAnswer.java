package treewarden.bot.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.Decision;
import treewarden.domain.JobPayload;
import treewarden.domain.Reaction;

/**
 * What came of the commands of one comment, or of one button.
 *
 * @param reaction whether all of it was done
 * @param reply Markdown for whoever asked; empty where the reaction says enough
 * @param decision a change of the contribution, where there is one
 * @param jobs what follows
 * @param showAgain targets of effects whose next showing is not to be left out as known
 */
public record CommandAnswer(
        Reaction reaction, String reply, Optional<Decision> decision, List<JobPayload> jobs, List<String> showAgain) {
    public CommandAnswer {
        jobs = List.copyOf(jobs);
        showAgain = List.copyOf(showAgain);
    }

    static CommandAnswer refused(String reply) {
        return new CommandAnswer(Reaction.CONFUSED, reply, Optional.empty(), List.of(), List.of());
    }

    /** One answer for all commands of a comment, and one decision: the last state that they led to. */
    static CommandAnswer of(List<Command> commands, List<CommandOutcome> outcomes) {
        var by = commands.get(0).by();
        var given = commands.stream()
                .map(command -> "/" + command.name())
                .distinct()
                .collect(Collectors.joining(" "));
        return new CommandAnswer(
                outcomes.stream().allMatch(outcome -> outcome.reaction() == Reaction.THUMBS_UP)
                        ? Reaction.THUMBS_UP
                        : Reaction.CONFUSED,
                outcomes.stream()
                        .map(CommandOutcome::reply)
                        .filter(reply -> !reply.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("\n\n")),
                outcomes.stream()
                        .flatMap(outcome -> Stream.ofNullable(outcome.contribution()))
                        .reduce((earlier, later) -> later)
                        .map(changed ->
                                new Decision(changed, List.of(), List.of(), by.login() + " (" + by.id() + ")", given)),
                outcomes.stream()
                        .flatMap(outcome -> outcome.jobs().stream())
                        .distinct()
                        .toList(),
                outcomes.stream()
                        .flatMap(outcome -> outcome.showAgain().stream())
                        .distinct()
                        .toList());
    }

    public boolean isDone() {
        return reaction == Reaction.THUMBS_UP;
    }
}

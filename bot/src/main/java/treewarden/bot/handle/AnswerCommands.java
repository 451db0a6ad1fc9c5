package treewarden.bot.handle;

import java.util.ArrayList;
import treewarden.bot.command.CommandAnswer;
import treewarden.bot.command.Commands;
import treewarden.bot.command.GivenIn;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect;
import treewarden.domain.Effect.React;
import treewarden.domain.Effect.Reply;
import treewarden.domain.Reaction;
import treewarden.forge.Event;
import treewarden.forge.Event.CommentCreated;

/**
 * A new comment of a person may hold commands: they are carried out and answered, once for the whole comment. Comments of
 * programs, our own among them, are never obeyed: what they say may be somebody else's words.
 */
final class AnswerCommands implements EventHandler {
    private final Commands commands;

    AnswerCommands(Commands commands) {
        this.commands = commands;
    }

    @Override
    public Followup to(Event event) {
        if (!(event instanceof CommentCreated comment) || comment.author().bot()) {
            return Followup.NOTHING;
        }
        var id = new ContributionId(comment.repository().id(), comment.number());
        return commands.inComment(new GivenIn(
                        comment.body(), id, comment.author().person(), comment.createdAt(), comment.comment()))
                .map(answer -> followup(comment, id, answer))
                .orElse(Followup.NOTHING);
    }

    private static Followup followup(CommentCreated comment, ContributionId id, CommandAnswer answer) {
        var effects = new ArrayList<Effect>();
        effects.add(new React(id, comment.comment(), Reaction.EYES));
        effects.add(new React(id, comment.comment(), answer.reaction()));
        if (!answer.reply().isEmpty()) {
            effects.add(new Reply(id, comment.comment(), answer.reply()));
        }
        return Followup.writing(answer.writes())
                .and(Followup.showing(effects.stream()
                        .map(effect -> new Followup.Outgoing(comment.repository(), effect))
                        .toList()));
    }
}

package treewarden.bot.command;

import java.util.function.Consumer;
import treewarden.domain.Reaction;
import treewarden.store.Transaction;
import treewarden.templates.Markdown;

/**
 * What came of the commands of one comment, or of one button.
 *
 * @param reaction whether all of it was done
 * @param reply Markdown for whoever asked; empty where the reaction says enough
 * @param writes all that they change; throws {@link treewarden.store.StaleVersion} where somebody changed the
 *     contribution meanwhile
 */
public record CommandAnswer(Reaction reaction, String reply, Consumer<Transaction> writes) {
    static CommandAnswer refused(String reply) {
        return new CommandAnswer(Reaction.CONFUSED, reply, transaction -> {});
    }

    /** The reply on a page, where the marks of Markdown are only in the way. */
    public String plainReply() {
        return Markdown.plain(reply);
    }

    public boolean isDone() {
        return reaction == Reaction.THUMBS_UP;
    }
}

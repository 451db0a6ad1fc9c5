package treewarden.bot.effect;

import treewarden.domain.Effect.Reply;

/** A comment with a command is answered once. The answer carries, hidden, the id of the comment that it answers. */
final class WriteReply {
    private WriteReply() {}

    static Step step(Reply effect, EffectContext context) {
        var marker = "<!-- treewarden:reply:" + effect.comment() + " -->";
        int number = effect.contribution().number();
        var answered = context.forge().comments(number).stream()
                .anyMatch(
                        comment -> comment.author().id() == context.self().bot().id()
                                && comment.body().contains(marker));
        if (answered) {
            return Step.FOUND_DONE;
        }
        context.forge().createComment(number, effect.markdown().strip() + "\n\n" + marker + "\n");
        return Step.WROTE_AND_DONE;
    }
}

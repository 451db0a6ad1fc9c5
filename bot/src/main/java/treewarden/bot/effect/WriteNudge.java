package treewarden.bot.effect;

import treewarden.domain.Effect.Nudge;

/** A reminder is said once on its occasion. It is found again by the marker in a comment of ours. */
final class WriteNudge {
    private WriteNudge() {}

    static Step step(Nudge effect, EffectContext context) {
        var marker = "<!-- treewarden:nudge " + effect.occasion() + " -->";
        int number = effect.contribution().number();
        var said = context.forge().comments(number).stream()
                .filter(comment -> comment.author().id() == context.self().bot().id())
                .filter(comment -> comment.body().contains(marker))
                .findFirst();
        if (said.isPresent()) {
            context.remembered().remember(effect.target(), said.get().id());
            return Step.FOUND_DONE;
        }
        var comment = context.forge().createComment(number, effect.markdown().strip() + "\n\n" + marker + "\n");
        context.remembered().remember(effect.target(), comment.id());
        return Step.WROTE_AND_DONE;
    }
}

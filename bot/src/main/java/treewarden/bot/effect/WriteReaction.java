package treewarden.bot.effect;

import treewarden.domain.Effect.React;

/** A comment with a command carries a reaction. The code host keeps one of a kind for each account. */
final class WriteReaction {
    private WriteReaction() {}

    static Step step(React effect, EffectContext context) {
        context.forge().react(effect.comment(), effect.reaction());
        return Step.WROTE_AND_DONE;
    }
}

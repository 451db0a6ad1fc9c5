package treewarden.bot.effect;

import treewarden.domain.Effect.Close;

/** A pull request that is open is closed. */
final class ClosePullRequest {
    private ClosePullRequest() {}

    static Step step(Close effect, EffectContext context) {
        int number = effect.contribution().number();
        if (!context.forge().pullRequest(number).open()) {
            return Step.FOUND_DONE;
        }
        context.forge().close(number);
        return Step.WROTE_AND_DONE;
    }
}

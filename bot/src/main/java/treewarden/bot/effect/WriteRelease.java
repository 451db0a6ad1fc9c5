package treewarden.bot.effect;

import treewarden.domain.Effect.ShowRelease;
import treewarden.forge.CodeRelease;
import treewarden.forge.ForgeException;
import treewarden.forge.NewCodeRelease;

/**
 * The code host shows a release of the model, once. It is found again by its tag. One of that tag that is not ours is left
 * as it is, and one of ours that somebody took away is not put back.
 */
final class WriteRelease {
    private WriteRelease() {}

    static Step step(ShowRelease effect, EffectContext context) {
        if (context.remembered().id(effect.target()).isPresent()) {
            return Step.FOUND_DONE;
        }
        var present = context.forge().release(effect.tag());
        if (present.isPresent()) {
            context.remembered()
                    .remember(effect.target(), ours(present.get(), context).id());
            return Step.FOUND_DONE;
        }
        var made = context.forge()
                .createRelease(new NewCodeRelease(
                        effect.tag(),
                        effect.commit(),
                        effect.title(),
                        effect.markdown().strip() + "\n"));
        context.remembered().remember(effect.target(), made.id());
        return Step.WROTE_AND_DONE;
    }

    private static CodeRelease ours(CodeRelease present, EffectContext context) {
        if (present.author().id() != context.self().bot().id()) {
            throw new ForgeException.Invalid("a release with the tag " + present.tag()
                    + " is there already and is not ours: rename or delete it, and have this tried again");
        }
        return present;
    }
}

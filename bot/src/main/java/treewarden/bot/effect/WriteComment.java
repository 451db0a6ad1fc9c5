package treewarden.bot.effect;

import java.util.Comparator;
import java.util.Optional;
import treewarden.domain.Effect.ShowComment;
import treewarden.forge.Comment;
import treewarden.forge.ForgeException;
import treewarden.templates.ContributionComment;

/**
 * The one comment on a pull request reads as it should.
 *
 * <p>It is found again by the id that was remembered, else by our marker in a comment of ours: a marker alone proves
 * nothing, anybody can paste it. Where a crash left two, the older one is kept up to date.
 */
final class WriteComment {
    private WriteComment() {}

    static Step step(ShowComment effect, EffectContext context) {
        var remembered = context.remembered().id(effect.target());
        if (remembered.isPresent()) {
            try {
                update(remembered.getAsLong(), effect, context);
                return Step.WROTE_AND_DONE;
            } catch (ForgeException.Missing e) {
                // Somebody deleted it, or the remembered id is of another time: look for it, as if we knew nothing.
            }
        }
        var existing = find(effect, context);
        if (existing.isEmpty()) {
            create(effect, context);
            return Step.WROTE_AND_DONE;
        }
        if (existing.get().body().strip().equals(effect.markdown().strip())) {
            context.remembered().remember(effect.target(), existing.get().id());
            return Step.FOUND_DONE;
        }
        update(existing.get().id(), effect, context);
        return Step.WROTE_AND_DONE;
    }

    private static Optional<Comment> find(ShowComment effect, EffectContext context) {
        return context.forge().comments(effect.contribution().number()).stream()
                .filter(comment -> comment.author().id() == context.self().bot().id())
                .filter(comment -> comment.body().contains(ContributionComment.MARKER))
                .min(Comparator.comparing(Comment::createdAt).thenComparing(Comment::id));
    }

    private static void create(ShowComment effect, EffectContext context) {
        Comment made;
        try {
            made = context.forge().createComment(effect.contribution().number(), effect.markdown());
        } catch (ForgeException.Invalid e) {
            made = context.forge().createComment(effect.contribution().number(), shorter(effect.markdown()));
        }
        context.remembered().remember(effect.target(), made.id());
    }

    private static void update(long id, ShowComment effect, EffectContext context) {
        try {
            context.forge().updateComment(id, effect.markdown());
        } catch (ForgeException.Invalid e) {
            context.forge().updateComment(id, shorter(effect.markdown()));
        }
        context.remembered().remember(effect.target(), id);
    }

    /** The verdict and what to do next, which are the first two paragraphs, where the code host refuses the whole. */
    private static String shorter(String markdown) {
        var paragraphs = markdown.split("\n\n", 3);
        var first = paragraphs.length < 2 ? paragraphs[0] : paragraphs[0] + "\n\n" + paragraphs[1];
        return first.substring(0, Math.min(first.length(), 2_000))
                + "\n\nThe rest could not be shown here. The check run of this commit has all of it.\n\n"
                + ContributionComment.MARKER + "\n";
    }
}

package treewarden.bot.effect;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckConclusion;
import treewarden.domain.CheckResult;
import treewarden.domain.Digest;
import treewarden.domain.Effect.ShowCheck;
import treewarden.domain.Effect.ShowComment;
import treewarden.forge.Annotation;
import treewarden.forge.CheckRun;
import treewarden.forge.CheckRunUpdate;
import treewarden.forge.ForgeException;
import treewarden.forge.NewCheckRun;

/**
 * The check run of a head commit, one for each, shows the result.
 *
 * <p>Annotations go fifty at a time and each request adds to those that are there. So the run stays in progress until the
 * last of them, and whoever takes over after an interruption goes on behind those that the code host has already. The
 * run's external id tells which annotations it was made for.
 */
final class WriteCheckRun {
    /** The check's name, which branch protection may require. */
    public static final String NAME = "Treewarden";

    private static final String OLDER_ANNOTATIONS =
            "\n\nSome annotations on lines are of an earlier check of this commit. What stands here is what counts.\n";
    private static final String NO_ANNOTATIONS =
            "\n\nThe findings could not be shown on their lines. They are all listed here or on the triage page.\n";

    private WriteCheckRun() {}

    static Step step(ShowCheck effect, EffectContext context) {
        try {
            return drive(effect, context);
        } catch (ForgeException e) {
            // Whether the write came through is unknown now: the next step looks.
            context.underway().over(effect.target());
            throw e;
        }
    }

    private static Step drive(ShowCheck effect, EffectContext context) {
        var annotations =
                effect.result().annotations().stream().map(Annotation::of).toList();
        var existing = context.underway()
                .run(effect.target())
                .filter(run -> run.externalId().equals(externalId(annotations)))
                .or(() -> isSurelyNew(effect, context)
                        ? Optional.empty()
                        : context.forge().checkRun(effect.head(), NAME));
        if (existing.isEmpty()) {
            return create(effect, annotations, context);
        }
        var run = existing.get();
        if (run.annotations() > 0 && !run.externalId().equals(externalId(annotations))) {
            context.forge().updateCheckRun(run.id(), words(effect.result(), OLDER_ANNOTATIONS));
            return whole(run, effect, context);
        }
        return goOn(run, effect, annotations, context);
    }

    /**
     * A head that a contribution which we have long known has moved to, and for which no write was ever sent: nothing can
     * be there. Where we know nothing of the contribution, an earlier database of ours may have.
     */
    private static boolean isSurelyNew(ShowCheck effect, EffectContext context) {
        var comment = new ShowComment(effect.contribution(), "").target();
        return context.remembered().id(comment).isPresent()
                && context.remembered().isNew(effect.target());
    }

    /** All of it is there: it is known as shown from now on. */
    private static Step whole(CheckRun run, ShowCheck effect, EffectContext context) {
        context.underway().over(effect.target());
        context.remembered().remember(effect.target(), run.id());
        return Step.WROTE_AND_DONE;
    }

    private static Step part(CheckRun run, int annotations, ShowCheck effect, EffectContext context) {
        context.underway().sent(effect.target(), run, annotations);
        return Step.WROTE_AND_GOES_ON;
    }

    private static Step create(ShowCheck effect, List<Annotation> annotations, EffectContext context) {
        var first = annotations.subList(0, Math.min(annotations.size(), CheckRunUpdate.MOST_ANNOTATIONS));
        var isWhole = first.size() == annotations.size();
        var content = words(effect.result(), isWhole ? effect.result().conclusion() : null, first);
        try {
            var made = context.forge().createCheckRun(newRun(effect, annotations, content));
            return isWhole ? whole(made, effect, context) : part(made, first.size(), effect, context);
        } catch (ForgeException.Invalid e) {
            if (annotations.isEmpty()) {
                throw e;
            }
            var withoutNotes = newRun(effect, annotations, words(effect.result(), NO_ANNOTATIONS));
            return whole(context.forge().createCheckRun(withoutNotes), effect, context);
        }
    }

    private static NewCheckRun newRun(ShowCheck effect, List<Annotation> annotations, CheckRunUpdate content) {
        return new NewCheckRun(effect.head(), NAME, externalId(annotations), null, content);
    }

    private static Step goOn(CheckRun run, ShowCheck effect, List<Annotation> annotations, EffectContext context) {
        int from = Math.min(run.annotations(), annotations.size());
        int to = Math.min(from + CheckRunUpdate.MOST_ANNOTATIONS, annotations.size());
        var isWhole = to == annotations.size();
        var next = words(effect.result(), isWhole ? effect.result().conclusion() : null, annotations.subList(from, to));
        try {
            context.forge().updateCheckRun(run.id(), next);
            return isWhole ? whole(run, effect, context) : part(run, to, effect, context);
        } catch (ForgeException.Invalid e) {
            if (next.annotations().isEmpty()) {
                throw e;
            }
            context.forge().updateCheckRun(run.id(), words(effect.result(), NO_ANNOTATIONS));
            return whole(run, effect, context);
        }
    }

    private static CheckRunUpdate words(
            CheckResult result, @Nullable CheckConclusion conclusion, List<Annotation> annotations) {
        return new CheckRunUpdate(conclusion, result.title(), result.summary(), annotations);
    }

    /** The result in words alone, with a remark below it that says why. */
    private static CheckRunUpdate words(CheckResult result, String remark) {
        var room = CheckRunUpdate.LONGEST_SUMMARY - remark.length();
        var summary = result.summary().substring(0, Math.min(result.summary().length(), room)) + remark;
        return new CheckRunUpdate(result.conclusion(), result.title(), summary, List.of());
    }

    private static String externalId(List<Annotation> annotations) {
        return "treewarden-" + Digest.of(annotations.toString()).hex().substring(0, 16);
    }
}

package treewarden.bot.effect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckConclusion;
import treewarden.domain.CheckResult;
import treewarden.domain.Digest;
import treewarden.domain.Effect.ShowCheck;
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
        var annotations =
                effect.result().annotations().stream().map(Annotation::of).toList();
        var existing = context.forge().checkRun(effect.head(), NAME);
        if (existing.isEmpty()) {
            return create(effect, annotations, context);
        }
        var run = existing.get();
        var step = run.annotations() > 0 && !run.externalId().equals(externalId(annotations))
                ? update(run, words(effect.result(), OLDER_ANNOTATIONS), context)
                : goOn(run, effect.result(), annotations, context);
        return remembered(step, run, effect, context);
    }

    /** Known as shown once all of it is. */
    private static Step remembered(Step step, CheckRun run, ShowCheck effect, EffectContext context) {
        if (step == Step.WROTE_AND_DONE) {
            context.remembered().remember(effect.target(), run.id());
        }
        return step;
    }

    private static Step create(ShowCheck effect, List<Annotation> annotations, EffectContext context) {
        var first = annotations.subList(0, Math.min(annotations.size(), CheckRunUpdate.MOST_ANNOTATIONS));
        var isWhole = first.size() == annotations.size();
        var content = words(effect.result(), isWhole ? effect.result().conclusion() : null, first);
        try {
            var made = context.forge().createCheckRun(newRun(effect, annotations, content));
            return remembered(isWhole ? Step.WROTE_AND_DONE : Step.WROTE_AND_GOES_ON, made, effect, context);
        } catch (ForgeException.Invalid e) {
            if (annotations.isEmpty()) {
                throw e;
            }
            var made =
                    context.forge().createCheckRun(newRun(effect, annotations, words(effect.result(), NO_ANNOTATIONS)));
            return remembered(Step.WROTE_AND_DONE, made, effect, context);
        }
    }

    private static NewCheckRun newRun(ShowCheck effect, List<Annotation> annotations, CheckRunUpdate content) {
        return new NewCheckRun(effect.head(), NAME, externalId(annotations), null, content);
    }

    private static Step goOn(CheckRun run, CheckResult result, List<Annotation> annotations, EffectContext context) {
        int from = Math.min(run.annotations(), annotations.size());
        int to = Math.min(from + CheckRunUpdate.MOST_ANNOTATIONS, annotations.size());
        var done = to == annotations.size();
        var next = words(result, done ? result.conclusion() : null, annotations.subList(from, to));
        try {
            context.forge().updateCheckRun(run.id(), next);
        } catch (ForgeException.Invalid e) {
            if (next.annotations().isEmpty()) {
                throw e;
            }
            return update(run, words(result, NO_ANNOTATIONS), context);
        }
        return done ? Step.WROTE_AND_DONE : Step.WROTE_AND_GOES_ON;
    }

    private static Step update(CheckRun run, CheckRunUpdate content, EffectContext context) {
        context.forge().updateCheckRun(run.id(), content);
        return Step.WROTE_AND_DONE;
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

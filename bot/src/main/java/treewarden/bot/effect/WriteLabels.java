package treewarden.bot.effect;

import java.util.ArrayList;
import java.util.Collection;
import treewarden.bot.check.Labels;
import treewarden.domain.Effect.ShowLabels;

/**
 * Of the labels that Treewarden manages, the pull request has these and no others. Labels of others stay as they are.
 *
 * <p>Adding what is there already changes nothing, and its answer tells all that is there: so it is the look, too.
 */
final class WriteLabels {
    private WriteLabels() {}

    static Step step(ShowLabels effect, EffectContext context) {
        int number = effect.contribution().number();
        var key = effect.target() + effect.labels().stream().sorted().toList();
        var outdated = new ArrayList<>(context.underway().outdated(key));
        if (outdated.isEmpty()) {
            var present = context.forge()
                    .addLabels(number, effect.labels().stream().sorted().toList());
            present.stream()
                    .filter(label -> Labels.isManaged(label) && !has(effect.labels(), label))
                    .forEach(outdated::add);
        } else {
            context.forge().removeLabel(number, outdated.remove(0));
        }
        context.underway().outdated(key, outdated);
        return outdated.isEmpty() ? Step.WROTE_AND_DONE : Step.WROTE_AND_GOES_ON;
    }

    /** GitHub takes labels for the same that differ in case. */
    private static boolean has(Collection<String> labels, String label) {
        return labels.stream().anyMatch(label::equalsIgnoreCase);
    }
}

package treewarden.bot.effect;

import java.util.Collection;
import java.util.List;
import treewarden.bot.check.Labels;
import treewarden.domain.Effect.ShowLabels;

/** Of the labels that Treewarden manages, the pull request has these and no others. Labels of others stay as they are. */
final class WriteLabels {
    private WriteLabels() {}

    static Step step(ShowLabels effect, EffectContext context) {
        int number = effect.contribution().number();
        var present = context.forge().labels(number);
        var missing = effect.labels().stream()
                .filter(label -> !has(present, label))
                .sorted()
                .toList();
        var outdated = present.stream()
                .filter(label -> Labels.isManaged(label) && !has(effect.labels(), label))
                .toList();
        if (!missing.isEmpty()) {
            context.forge().addLabels(number, missing);
            return outdated.isEmpty() ? Step.WROTE_AND_DONE : Step.WROTE_AND_GOES_ON;
        }
        if (outdated.isEmpty()) {
            return Step.FOUND_DONE;
        }
        return remove(number, outdated, context);
    }

    private static Step remove(int number, List<String> outdated, EffectContext context) {
        context.forge().removeLabel(number, outdated.get(0));
        return outdated.size() == 1 ? Step.WROTE_AND_DONE : Step.WROTE_AND_GOES_ON;
    }

    /** GitHub takes labels for the same that differ in case. */
    private static boolean has(Collection<String> labels, String label) {
        return labels.stream().anyMatch(label::equalsIgnoreCase);
    }
}

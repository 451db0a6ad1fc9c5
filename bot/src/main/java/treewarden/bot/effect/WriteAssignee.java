package treewarden.bot.effect;

import org.jspecify.annotations.Nullable;
import treewarden.domain.Effect.ShowAssignee;
import treewarden.domain.Person;

/** The pull request is in the care of one person, or of nobody. Accounts are the same by their id. */
final class WriteAssignee {
    private WriteAssignee() {}

    static Step step(ShowAssignee effect, EffectContext context) {
        int number = effect.contribution().number();
        var wanted = effect.assignee();
        var present = context.forge().assignees(number);
        var others = present.stream().filter(person -> !isSame(person, wanted)).toList();
        var isAssigned = wanted == null || others.size() < present.size();
        if (!others.isEmpty()) {
            context.forge().unassign(number, others.get(0));
            return others.size() == 1 && isAssigned ? Step.WROTE_AND_DONE : Step.WROTE_AND_GOES_ON;
        }
        if (wanted == null || isAssigned) {
            return Step.FOUND_DONE;
        }
        // The last write: the code host may pass over it in silence, and it is not looked for again.
        context.forge().assign(number, wanted);
        return Step.WROTE_AND_DONE;
    }

    private static boolean isSame(Person one, @Nullable Person other) {
        return other != null && one.id() == other.id();
    }
}

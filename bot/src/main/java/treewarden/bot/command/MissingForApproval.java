package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.ContributionState;

/** What stands between a contribution and its approval, each in a few words. */
final class MissingForApproval {
    private MissingForApproval() {}

    static List<String> of(CommandContext context) {
        var contribution = context.contribution();
        var missing = new ArrayList<String>();
        if (context.pullRequest().draft()) {
            missing.add("it is a draft");
        }
        if (!contribution.head().equals(context.pullRequest().head())) {
            missing.add("its latest commit is not checked yet");
        }
        if (contribution.errors() > 0) {
            missing.add(
                    contribution.errors() == 1
                            ? "1 thing that the checks found has to change"
                            : contribution.errors() + " things that the checks found have to change");
        }
        switch (contribution.state()) {
            case WAITING_FOR_GO -> missing.add("a maintainer's go for the sample");
            case SAMPLING -> missing.add("the sample");
            case CHANGES_REQUESTED -> missing.add("the changes that were asked for");
            case UNCERTAIN -> missing.add("a second opinion");
            case ON_HOLD -> missing.add("it is on hold");
            default -> {
                // Nothing that the state itself asks for.
            }
        }
        if (missing.isEmpty() && contribution.state() != ContributionState.APPROVED) {
            missing.add(context.stored().approvals().isEmpty() ? "a maintainer's word" : "another maintainer's word");
        }
        return missing;
    }
}

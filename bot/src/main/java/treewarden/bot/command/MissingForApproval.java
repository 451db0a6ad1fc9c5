package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;

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
        Criterion.of(contribution, context.stored().approvals()).stream()
                .filter(criterion -> !criterion.met())
                .map(Criterion::words)
                .forEach(missing::add);
        return missing;
    }
}

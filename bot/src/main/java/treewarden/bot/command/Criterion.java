package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;

/**
 * Something that has to be so before a contribution is approved.
 *
 * @param met whether it is so
 * @param words what is so, or what is missing, in a few words that begin small
 */
public record Criterion(boolean met, String words) {
    /**
     * All of them, of what is stored: whether it is a draft, and whether a commit came that was not checked yet, knows the
     * code host.
     *
     * @param standing approvals that stand
     */
    public static List<Criterion> of(Contribution contribution, List<Approval> standing) {
        var all = new ArrayList<Criterion>();
        all.add(checks(contribution));
        all.add(
                contribution.state() == ContributionState.WAITING_FOR_GO
                        ? missing("a maintainer's go for the sample")
                        : met("nothing keeps it from being sampled"));
        sample(contribution, all);
        all.add(
                switch (contribution.state()) {
                    case CHANGES_REQUESTED -> missing("the changes that were asked for");
                    case UNCERTAIN -> missing("a second opinion");
                    case ON_HOLD -> missing("it is on hold");
                    default -> met("nobody asks for changes or a second opinion");
                });
        if (contribution.state() == ContributionState.APPROVED) {
            all.add(met("a maintainer approved it"));
        } else if (all.stream().allMatch(Criterion::met)) {
            all.add(missing(standing.isEmpty() ? "a maintainer's word" : "another maintainer's word"));
        }
        return all;
    }

    private static Criterion checks(Contribution contribution) {
        int errors = contribution.errors();
        if (errors > 0) {
            return missing(
                    errors == 1
                            ? "1 thing that the checks found has to change"
                            : errors + " things that the checks found have to change");
        }
        return contribution.state() == ContributionState.CHECKING
                ? missing("the end of the checks")
                : met("the checks found nothing that has to change");
    }

    private static void sample(Contribution contribution, List<Criterion> all) {
        var made = contribution.sampleMade();
        if (contribution.state() == ContributionState.SAMPLING) {
            all.add(missing("the sample"));
        } else if (made != null) {
            all.add(met("the sample is there: " + contribution.sampleKept() + " of " + made + " rows kept"));
        }
    }

    private static Criterion met(String words) {
        return new Criterion(true, words);
    }

    private static Criterion missing(String words) {
        return new Criterion(false, words);
    }
}

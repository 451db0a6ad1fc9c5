package treewarden.worker;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import treewarden.domain.ContributionId;
import treewarden.sdg.engine.Budget;
import treewarden.store.Database;

/**
 * How many tokens samples may use.
 *
 * @param contribution for all samples of one contribution
 * @param contributor for all samples of one person's contributions in a calendar month (UTC)
 */
public record SampleBudgets(long contribution, long contributor) {
    /** Five full trials of a contribution, and thirty of a contributor in a month. */
    public static final SampleBudgets USUAL = new SampleBudgets(1_000_000, 6_000_000);

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

    public SampleBudgets {
        if (contribution < 1 || contributor < 1) {
            throw new IllegalArgumentException("the budgets of samples must be positive");
        }
    }

    List<Budget> of(ContributionId id, Database database) {
        var budgets = new ArrayList<Budget>();
        budgets.add(new StoredBudget(
                database,
                "contribution " + id.repository() + " " + id.number(),
                contribution,
                "the " + number(contribution) + " tokens for samples of this contribution were used up before it"));
        database.read(tables -> tables.contributions().find(id)).ifPresent(known -> {
            var month = MONTH.format(database.clock().instant());
            budgets.add(new StoredBudget(
                    database,
                    "contributor " + known.author().id() + " " + month,
                    contributor,
                    "the " + number(contributor) + " tokens for samples of this contributor in " + month
                            + " were used up before it"));
        });
        return budgets;
    }

    private static String number(long tokens) {
        return String.format(Locale.ROOT, "%,d", tokens);
    }
}

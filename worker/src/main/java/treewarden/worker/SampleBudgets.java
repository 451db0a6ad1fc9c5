package treewarden.worker;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import treewarden.domain.ContributionId;
import treewarden.domain.JobKind;
import treewarden.sdg.engine.Budget;
import treewarden.store.Database;
import treewarden.store.TokenAccounts;

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

    List<Budget> of(ContributionId id, JobKind kind, Database database) {
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
        // Without a limit: it counts what the teacher was used for on a day, for the page of the runs.
        var today = LocalDate.ofInstant(database.clock().instant(), ZoneOffset.UTC);
        budgets.add(new StoredBudget(database, TokenAccounts.ofDay(kind, today), Long.MAX_VALUE, ""));
        return budgets;
    }

    private static String number(long tokens) {
        return String.format(Locale.ROOT, "%,d", tokens);
    }
}

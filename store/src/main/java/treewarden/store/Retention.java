package treewarden.store;

import java.time.Duration;
import java.util.function.Function;

/**
 * Forgets what need not be kept: bodies of deliveries after 7 days; their ids, answered comments,
 * sign-ins to the pages, and jobs and effects that ended, after 30;
 * token accounts that nobody used for 400.
 */
public final class Retention {
    /** How long the body of a delivery is kept; GitHub sends one again for 3 days. */
    public static final Duration BODIES = Duration.ofDays(7);

    /** How long a delivery is known, so that it is not handled a second time. */
    public static final Duration IDS = Duration.ofDays(30);

    /** Few enough that writers beside it hardly wait. */
    private static final int AT_ONCE = 200;

    private final Database database;

    public Retention(Database database) {
        this.database = database;
    }

    /** How many of each were forgotten. */
    public record Swept(
            int bodies,
            int deliveries,
            int jobs,
            int effects,
            int accounts,
            int comments,
            int redeliveries,
            int pageSessions) {}

    /** Forgets, in small transactions. */
    public Swept sweep() {
        var now = database.clock().instant();
        return new Swept(
                all(tables -> tables.deliveries().forgetBodies(now.minus(BODIES), AT_ONCE)),
                all(tables -> tables.deliveries().forget(now.minus(IDS), AT_ONCE)),
                all(tables -> tables.jobs().forget(now.minus(IDS), AT_ONCE)),
                all(tables -> tables.outbox().forget(now.minus(IDS), AT_ONCE)),
                all(tables -> tables.tokenAccounts().forget(now.minus(TokenAccounts.KEPT), AT_ONCE)),
                all(tables -> tables.answeredComments().forget(now.minus(IDS), AT_ONCE)),
                all(tables -> tables.redeliveries().forget(now.minus(IDS), AT_ONCE)),
                all(tables -> tables.pageSessions().forget(now.minus(IDS), AT_ONCE)));
    }

    private int all(Function<Transaction, Integer> some) {
        int sum = 0;
        while (true) {
            int forgotten = database.write(some);
            sum += forgotten;
            if (forgotten < AT_ONCE) {
                return sum;
            }
        }
    }
}

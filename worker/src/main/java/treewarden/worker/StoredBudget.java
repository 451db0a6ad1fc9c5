package treewarden.worker;

import treewarden.sdg.engine.Budget;
import treewarden.store.Database;

/**
 * A budget that the database keeps, so that it holds over restarts and for all machines together.
 *
 * @param account whose tokens these are
 * @param limit of the account
 * @param words what to say where nothing is left of it
 */
record StoredBudget(Database database, String account, long limit, String words) implements Budget {
    @Override
    public long take(long wanted) {
        return database.<Long>write(tables -> tables.tokenAccounts()
                .take(account, wanted, limit, database.clock().instant()));
    }

    @Override
    public void giveBack(long unused) {
        database.run(tables -> tables.tokenAccounts().giveBack(account, unused));
    }
}

/**
 * What must not be lost: contributions, deliveries, findings, samples, the outbox, the audit and the artifacts; and the
 * job queue with its runner, because a job and what it leaves behind are written in one transaction.
 *
 * <p>{@link treewarden.store.Database} is the door. One class per table holds that table's SQL. SQLite is the embedded
 * default, for one process; PostgreSQL serves several. Both keep the same promises, and one suite of tests holds them to
 * it.
 */
@NullMarked
package treewarden.store;

import org.jspecify.annotations.NullMarked;

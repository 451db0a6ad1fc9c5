/**
 * The webhook service: events in, decisions, effects out.
 *
 * <p>An event is only a hint that something may have changed. What is true is read again from the code host, a decision is
 * made of it, and state, effects and jobs are written in one transaction; what the code host is to show follows from the
 * outbox. So an event that comes twice, late, in the wrong order or never leads to the same end.
 */
@NullMarked
package treewarden.bot;

import org.jspecify.annotations.NullMarked;

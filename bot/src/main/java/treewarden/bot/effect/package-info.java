/**
 * Decisions carried out: what waits in the outbox is brought to the code host, one write after the other.
 *
 * <p>Each writer drives towards the state that is wanted: it looks at what is there, makes at most one write, and says
 * whether more remains. So it does not matter where the one before was interrupted, and an effect happens once however
 * often it is tried.
 */
@NullMarked
package treewarden.bot.effect;

import org.jspecify.annotations.NullMarked;

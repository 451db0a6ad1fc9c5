/** The two ends of a release that need the code host: reading what is merged, and telling those whose work it holds. */
@NullMarked
package treewarden.bot.release;

import org.jspecify.annotations.NullMarked;

/**
 * Approvals: whether one stands, and what is said of it. An approval is of one commit with all that was read of it; before
 * anything follows from it that cannot be undone, the code host is asked again.
 */
@NullMarked
package treewarden.bot.approval;

import org.jspecify.annotations.NullMarked;

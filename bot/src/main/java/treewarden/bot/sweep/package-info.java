/**
 * What is done without being asked, so that nothing is missed: an event may be lost, and the sweep finds what it would have
 * told.
 */
@NullMarked
package treewarden.bot.sweep;

import org.jspecify.annotations.NullMarked;

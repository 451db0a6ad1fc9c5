/**
 * Checking a contribution: its leaves are read as data at the head commit, validated, stored for the sample, and one
 * decision is made of what was found.
 */
@NullMarked
package treewarden.bot.check;

import org.jspecify.annotations.NullMarked;

/** One class for each command of the command line; each reads its options and hands over. */
@NullMarked
package treewarden.app.command;

import org.jspecify.annotations.NullMarked;

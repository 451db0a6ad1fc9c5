/**
 * What people ask of Treewarden, in a comment or on a page: one class per command, which knows how it is written, who may
 * give it and what it does. Help derives from the list.
 */
@NullMarked
package treewarden.bot.command;

import org.jspecify.annotations.NullMarked;

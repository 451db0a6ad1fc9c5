/**
 * What people do on the pages: a button gives the same command as a comment, through the one door of {@code bot.command}.
 * Nothing here knows who may do what, or in which state; it offers what that room says, and tells what it answered.
 */
@NullMarked
package treewarden.web.decide;

import org.jspecify.annotations.NullMarked;

/** The bot's comment, on a page as the code host shows it. Its text may quote anybody: only what folds is let through. */
@NullMarked
package treewarden.web.comment;

import org.jspecify.annotations.NullMarked;

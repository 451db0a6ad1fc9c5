/** The queue over time: whether it grows, and how long people wait. */
@NullMarked
package treewarden.web.overtime;

import org.jspecify.annotations.NullMarked;

/** How long the pages take when the queue is large. */
@NullMarked
package treewarden.bench.pages;

import org.jspecify.annotations.NullMarked;

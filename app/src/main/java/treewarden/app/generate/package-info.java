/** What {@code treewarden generate} reads from a taxonomy on disk, and what it shows of a run. */
@NullMarked
package treewarden.app.generate;

import org.jspecify.annotations.NullMarked;

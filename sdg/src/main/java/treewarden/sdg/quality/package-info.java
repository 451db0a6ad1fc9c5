/**
 * What becomes of the rows after the pipelines: each is checked by itself, with what {@link treewarden.sdg.quality.Checks}
 * lists, and then against all rows before it and the questions that the model is tested with. A judge reads one row at a
 * time and forgives much; what only shows over a whole run, or to a count, is found here. Nothing is changed, only kept or
 * rejected with a reason that a contributor understands.
 *
 * <p>All of it is a function of the rows, their order and the settings: run again, it gives the same files.
 */
@NullMarked
package treewarden.sdg.quality;

import org.jspecify.annotations.NullMarked;

/**
 * A whole run: from the leaves of a taxonomy to the training files. It prepares each leaf's seeds, lets the engine run
 * them in one pool, keeps each finished leaf, checks the rows of all leaves together, and mixes them. Whatever is
 * finished once is found again, so that a run that was killed goes on, and the next run does only what changed.
 */
@NullMarked
package treewarden.sdg.generate;

import org.jspecify.annotations.NullMarked;

/**
 * Synthetic data generation: what a teacher makes of a leaf's seed examples.
 *
 * <p>The trial sample of a contribution is here; the engine, the pipelines, their blocks and the teacher's client below
 * know nothing of it.
 */
@NullMarked
package treewarden.sdg;

import org.jspecify.annotations.NullMarked;

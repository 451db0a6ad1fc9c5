/**
 * What a student model answers to a leaf's own questions, and how good a judge finds that. Before a contribution is
 * learnt it tells whether there is anything to learn; after a release, whether it was learnt.
 */
@NullMarked
package treewarden.sdg.precheck;

import org.jspecify.annotations.NullMarked;

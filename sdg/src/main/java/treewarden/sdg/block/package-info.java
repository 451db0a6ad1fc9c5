/**
 * The blocks that a pipeline is made of, one class for each type, with the names and the settings of the InstructLab
 * pipeline format 1.0; {@link treewarden.sdg.block.BlockTypes} is the list of them.
 *
 * <p>A block works on rows and knows nothing of scheduling: one that asks the teacher says what to ask, and reads the
 * answer; when and how often is the engine's business.
 */
@NullMarked
package treewarden.sdg.block;

import org.jspecify.annotations.NullMarked;

/**
 * Pipelines: ordered lists of blocks that turn seed examples into rows, read from YAML files of the InstructLab format
 * 1.0 and checked before the first request.
 */
@NullMarked
package treewarden.sdg.pipeline;

import org.jspecify.annotations.NullMarked;

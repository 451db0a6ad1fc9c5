/**
 * What a run makes, between the pipelines and the training files: rows with where they come from, kept in files of one
 * JSON object a line, so that no step needs all of them in memory.
 */
@NullMarked
package treewarden.sdg.data;

import org.jspecify.annotations.NullMarked;

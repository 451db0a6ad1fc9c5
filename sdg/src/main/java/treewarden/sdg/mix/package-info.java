/**
 * Mixing: from the rows of all leaves to the files that the trainer reads, in the formats and under the names of the
 * InstructLab tools, with a recipe for each mix, a data card and a report.
 *
 * <p>All choices (which rows, in which order, with which distractors) follow from the seed and a row's id, never from
 * the order in which rows come: the same input gives the same bytes, and a new leaf disturbs no other. Memory does not
 * grow with the rows: a mix is sorted in parts, on disk.
 */
@NullMarked
package treewarden.sdg.mix;

import org.jspecify.annotations.NullMarked;

/**
 * The JSON Schemas of {@code qna.yaml}, versions 1 to 3, and their evaluation on nodes that know where they stand.
 *
 * <p>The schema files are JSON Schema 2020-12 that any validator reads. We evaluate the dozen keywords that they use
 * ourselves: a general validator is exact too, but takes longer to start than all of a taxonomy takes to check. The
 * tests hold our verdicts to such a validator's.
 */
@NullMarked
package treewarden.taxonomy.schema;

import org.jspecify.annotations.NullMarked;

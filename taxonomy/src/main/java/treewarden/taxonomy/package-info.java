/**
 * Leaves of a taxonomy: found, read, validated, explained.
 *
 * <p>Pure: bytes in, findings out. The verdicts of the reference (instructlab-schema) come first and exactly; what the
 * community expects beyond it stands in {@link treewarden.taxonomy.rules}.
 */
@NullMarked
package treewarden.taxonomy;

import org.jspecify.annotations.NullMarked;

package treewarden.sdg.data;

import org.jspecify.annotations.Nullable;

/**
 * Where a row comes from.
 *
 * @param leaf the leaf's folder, with forward slashes
 * @param example the number of the seed example that it was made after, from 0
 * @param passage the piece of a document that it is about; null for skills
 */
public record Origin(String leaf, int example, @Nullable Passage passage) {}

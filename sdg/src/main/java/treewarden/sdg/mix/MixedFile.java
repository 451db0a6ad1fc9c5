package treewarden.sdg.mix;

import treewarden.domain.Digest;

/**
 * A file that was written.
 *
 * @param name below the output folder, with forward slashes
 * @param rows 0 for a file that has none, such as a recipe
 */
public record MixedFile(String name, long rows, long bytes, Digest digest) {}

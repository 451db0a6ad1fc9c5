package treewarden.store;

import treewarden.domain.Digest;

/**
 * The fingerprint of one seed example of a leaf that is in the taxonomy.
 *
 * @param text digest of the example's normalised text: the same for the same example
 * @param shingles what a similarity is computed from, in the form that {@code taxonomy} writes
 */
public record KnownExample(Digest text, byte[] shingles) {}

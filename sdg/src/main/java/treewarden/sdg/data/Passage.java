package treewarden.sdg.data;

import treewarden.domain.Digest;

/**
 * A piece of a document.
 *
 * @param document its path in the document's repository; {@code seed context} where an example's context served
 * @param chunk the number of the piece in that document, from 0
 * @param digest of the piece's text in UTF-8
 */
public record Passage(String document, int chunk, Digest digest) {}

package treewarden.domain;

import org.jspecify.annotations.Nullable;

/**
 * A document of a knowledge leaf, and what became of it.
 *
 * @param path in its repository, as it is there: untrusted text
 * @param digest of its bytes; null where it could not be had
 * @param pieces that it was cut into for the teacher; 0 where it could not be read
 * @param trouble why it could not be read, and what to do; null where it was
 */
public record DocumentNote(
        String path,
        @Nullable Digest digest,
        int pieces,
        @Nullable String trouble) {}

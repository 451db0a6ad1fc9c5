package treewarden.store;

import java.time.Instant;
import treewarden.domain.Digest;

/**
 * What is known of an artifact.
 *
 * @param size in bytes
 * @param about what it is, for people: {@code leaf compositional_skills/writing/haiku/qna.yaml}
 */
public record StoredArtifact(Digest digest, long size, String about, Instant storedAt) {}

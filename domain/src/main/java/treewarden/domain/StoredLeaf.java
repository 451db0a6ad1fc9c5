package treewarden.domain;

/** A leaf's {@code qna.yaml} as it was checked: its path in the repository, and the digest under which its bytes are stored. */
public record StoredLeaf(String path, Digest digest) {}

package treewarden.sandbox.git;

import java.time.Instant;

/** Who made a commit, and when. */
public record Author(String name, String email, Instant when) {}

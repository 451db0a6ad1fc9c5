package treewarden.domain;

import java.nio.charset.StandardCharsets;

/** A password, key or token. It does not show itself: not in a log, a message, a record's text or a stack trace. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** The secret, without the line end that editors leave in files. It must not be empty. */
    public static Secret of(String value) {
        var stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(stripped);
    }

    /** The secret itself, for the one place that sends or compares it. */
    public String reveal() {
        return value;
    }

    public byte[] revealBytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}

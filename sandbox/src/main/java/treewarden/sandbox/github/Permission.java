package treewarden.sandbox.github;

import java.util.Locale;

/** What a person may do in a repository, weakest first. */
public enum Permission {
    NONE("none"),
    READ("read"),
    TRIAGE("read"),
    WRITE("write"),
    MAINTAIN("write"),
    ADMIN("admin");

    private final String legacy;

    Permission(String legacy) {
        this.legacy = legacy;
    }

    /** GitHub's older word, in which maintain is write and triage is read. */
    String legacy() {
        return legacy;
    }

    String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean atLeast(Permission other) {
        return compareTo(other) >= 0;
    }
}

package treewarden.domain;

import java.util.regex.Pattern;

/** A full git object name of a commit: 40 or 64 lower-case hexadecimal digits, never a branch and never shortened. */
public record CommitId(String hex) {
    private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    public CommitId {
        if (!isFull(hex)) {
            throw new IllegalArgumentException("not a full commit hash: " + Printable.quoted(hex));
        }
    }

    public static boolean isFull(String text) {
        return FULL.matcher(text).matches();
    }

    /** The first seven digits, as people and GitHub write it. */
    public String brief() {
        return hex.substring(0, 7);
    }

    @Override
    public String toString() {
        return hex;
    }
}

package treewarden.domain;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a contribution.
 *
 * @param rule the stable name of the rule that found it, such as {@code schema}
 * @param path of the file, as it was given or as it stands in the repository; {@link #PULL_REQUEST} where it is about
 *     the pull request and no file of it
 * @param pointer JSON pointer of the node that it is about; empty for the file as a whole
 * @param message what is wrong, a sentence that may quote the contribution: untrusted text
 * @param remedy how to mend it, a sentence in the imperative
 * @param fix the mending as replaceable text, where one exists
 */
public record Finding(
        String rule,
        Severity severity,
        String path,
        Position at,
        String pointer,
        String message,
        String remedy,
        @Nullable Edit fix) {
    /** The path of a finding that is about a pull request as a whole. */
    public static final String PULL_REQUEST = "";

    /** The rule by which an example is known from another leaf, or from another contribution that is open. */
    public static final String KNOWN_EXAMPLE = "known-example";

    /** A finding about a pull request as a whole. */
    public static Finding onPullRequest(String rule, Severity severity, String message, String remedy) {
        return new Finding(rule, severity, PULL_REQUEST, Position.START, "", message, remedy, null);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}

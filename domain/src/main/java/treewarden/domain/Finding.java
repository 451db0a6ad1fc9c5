package treewarden.domain;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a contribution.
 *
 * @param rule the stable name of the rule that found it, such as {@code schema}
 * @param path of the file, as it was given or as it stands in the repository
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
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}

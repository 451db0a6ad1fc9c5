package treewarden.sandbox.git;

import java.util.List;

/** What a commit says of itself; ids are full hexadecimal. */
public record CommitInfo(
        String sha, String treeSha, List<String> parents, Author author, Author committer, String message) {

    public CommitInfo {
        parents = List.copyOf(parents);
    }

    /** The first line of the message. */
    public String subject() {
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).strip();
    }

    /** The message after its first line. */
    public String rest() {
        int end = message.indexOf('\n');
        return end < 0 ? "" : message.substring(end).strip();
    }
}

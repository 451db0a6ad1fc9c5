package treewarden.sandbox.hub;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One commit, with all the files of its tree by path.
 *
 * @param author the account that made it
 */
public record HubCommit(
        String oid,
        Optional<String> parent,
        String title,
        String message,
        String author,
        Instant at,
        SortedMap<String, HubFile> files) {

    public HubCommit {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** What somebody asks to be committed. */
    record Draft(String title, String message, String author, Instant at) {
        HubCommit on(Optional<String> parent, Map<String, HubFile> files, int number) {
            var sorted = new TreeMap<>(files);
            var text = new StringBuilder(parent.orElse(""))
                    .append('\n')
                    .append(number)
                    .append(title)
                    .append(message);
            sorted.forEach(
                    (path, file) -> text.append('\n').append(path).append(' ').append(file.gitName()));
            return new HubCommit(GitNames.of(text.toString()), parent, title, message, author, at, sorted);
        }
    }
}

package treewarden.sdg.document.fetch;

import java.util.List;

/**
 * What a leaf's patterns found.
 *
 * @param files sorted by path; at least one
 * @param refused what was named and is not among them, each with the reason
 */
public record Fetched(List<DocumentFile> files, List<Refused> refused) {
    public Fetched {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
    }
}

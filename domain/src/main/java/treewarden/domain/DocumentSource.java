package treewarden.domain;

import java.util.List;

/** Where a knowledge leaf's documents are, as the contributor wrote it: hostile until checked. */
public record DocumentSource(String repo, String commit, List<String> patterns) {
    public DocumentSource {
        patterns = List.copyOf(patterns);
    }
}

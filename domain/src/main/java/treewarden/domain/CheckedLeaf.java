package treewarden.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checks say of one file.
 *
 * @param path of the file, as in its findings
 * @param version the schema version that it was checked against; 0 where none could be read
 * @param leaf what it says, where it could be read without an error; else null
 */
public record CheckedLeaf(
        String path,
        int version,
        List<Finding> findings,
        @Nullable Leaf leaf) {
    public CheckedLeaf {
        findings = List.copyOf(findings);
    }

    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    public long warnings() {
        return findings.size() - errors();
    }
}

package treewarden.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checks say of one file.
 *
 * @param path of the file, as in its findings
 * @param version the schema version that it was checked against; 0 where none could be read
 * @param leaf what it says, where it could be read without an error; else null
 * @param credit what stands beside it of the work it draws on; null where that was not read
 */
public record CheckedLeaf(
        String path,
        int version,
        List<Finding> findings,
        @Nullable Leaf leaf,
        @Nullable Credit credit) {
    public CheckedLeaf {
        findings = List.copyOf(findings);
    }

    /** A leaf beside which nothing was read. */
    public CheckedLeaf(String path, int version, List<Finding> findings, @Nullable Leaf leaf) {
        this(path, version, findings, leaf, null);
    }

    /** The same with other findings. */
    public CheckedLeaf with(List<Finding> others) {
        return new CheckedLeaf(path, version, others, leaf, credit);
    }

    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    public long warnings() {
        return findings.size() - errors();
    }
}

package treewarden.app.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.sdg.generate.InputLeaf;

/**
 * What a folder with a taxonomy holds.
 *
 * @param head the commit that is checked out; null where the folder is under no version control
 * @param leaves those asked for that can be used, in the order of their paths
 * @param invalid those asked for that have errors
 */
public record TaxonomyFolder(@Nullable CommitId head, List<InputLeaf> leaves, List<CheckedLeaf> invalid) {
    public TaxonomyFolder {
        leaves = List.copyOf(leaves);
        invalid = List.copyOf(invalid);
    }
}

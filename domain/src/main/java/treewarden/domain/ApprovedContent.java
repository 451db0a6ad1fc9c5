package treewarden.domain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an approval is of. Nothing else passes for approved.
 *
 * @param head the commit that was checked, and that the code host had as the head when the approval was given
 * @param tree git object name of the head's root tree
 * @param baseBranch the branch that it is to be merged into: untrusted text
 * @param leaves those that were checked, with the digests of their bytes
 * @param documents those of the trial sample; null where it was approved without one
 */
public record ApprovedContent(
        CommitId head,
        String tree,
        String baseBranch,
        List<StoredLeaf> leaves,
        @Nullable Documents documents) {
    public ApprovedContent {
        leaves = List.copyOf(leaves);
    }

    /** The documents of a trial; none where its leaves name none. */
    public record Documents(List<ApprovedDocument> all) {
        public Documents {
            all = List.copyOf(all);
        }
    }

    /** A document of a leaf, as the trial had it: null where it could not be had. */
    public record ApprovedDocument(
            String leaf, String path, @Nullable Digest digest) {}

    /** The documents that a trial was made with. */
    public static Documents documentsOf(SampleReport report) {
        return new Documents(report.leaves().stream()
                .flatMap(leaf -> leaf.documents().stream()
                        .map(document -> new ApprovedDocument(leaf.leaf(), document.path(), document.digest())))
                .toList());
    }

    /** Whether a trial was made with other documents than those that were approved. */
    public boolean hasOtherDocumentsThan(SampleReport report) {
        return documents != null && !keys(documents).equals(keys(documentsOf(report)));
    }

    private static Set<String> keys(Documents documents) {
        return documents.all().stream()
                .map(document -> document.leaf() + "\n" + document.path() + "\n" + document.digest())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

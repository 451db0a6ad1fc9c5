package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contribution and its sample were made from.
 *
 * @param tree git object name of the files that were checked; empty where it is not known
 * @param teacher the model that made the sample; empty before there is one
 * @param leaves those of the page of leaves
 * @param more how many there are on later pages
 */
public record Provenance(String tree, String teacher, List<OfLeaf> leaves, int more) {
    public Provenance {
        leaves = List.copyOf(leaves);
    }

    /** Whether anything is known. */
    public boolean isKnown() {
        return !leaves.isEmpty();
    }

    /**
     * Of one leaf. Texts are empty where nothing is known.
     *
     * @param createdBy who wrote it, as it says
     * @param digest of the bytes that were checked
     * @param attribution what the checks say of the file that names work, licence and creators
     * @param credit whose work it draws on, as that file says; null where it was not read
     * @param pipelineDigest of what makes the pipeline's rows what they are
     * @param source where its documents are; null for a skill, or where the leaf could not be read
     * @param read the documents as the sample read them
     */
    public record OfLeaf(
            String path,
            String createdBy,
            String digest,
            String attribution,
            @Nullable Credit credit,
            String pipeline,
            String pipelineDigest,
            ReadLeaf.@Nullable Documents source,
            List<Document> read) {
        public OfLeaf {
            read = List.copyOf(read);
        }
    }

    /** What a contributor wrote of somebody else's work. A text is empty where the file does not say it. */
    public record Credit(String title, String link, String licence, String creators) {}

    /** A document that was read, or why it was not. */
    public record Document(String path, String digest, String words) {}
}

package treewarden.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the teacher made of one leaf.
 *
 * @param leaf the leaf's folder
 * @param pipeline the pipeline's name, such as {@code full/freeform_skills}
 * @param documents those that the leaf names, with their digests; none for skills
 * @param notes what the reader must know to judge it, such as "the seed contexts served as the document"
 * @param problem why it yielded nothing or was cut short, in a sentence for the contributor or the operator; null when all went well
 * @param millis how long it took, in milliseconds
 * @param pipelineDigest of what makes the pipeline's rows what they are, but for seeds and teacher; null where it is not
 *     known
 */
public record LeafSample(
        String leaf,
        LeafKind kind,
        String pipeline,
        Funnel funnel,
        List<SampleRow> kept,
        List<SampleRow> rejected,
        List<DocumentNote> documents,
        List<String> notes,
        @Nullable String problem,
        Usage usage,
        long millis,
        @Nullable Digest pipelineDigest) {
    public LeafSample {
        kept = List.copyOf(kept);
        rejected = List.copyOf(rejected);
        // Reports from before documents were told have none.
        documents = documents == null ? List.of() : List.copyOf(documents);
        notes = List.copyOf(notes);
    }

    /** Of which it is not known what exactly the pipeline was. */
    public LeafSample(
            String leaf,
            LeafKind kind,
            String pipeline,
            Funnel funnel,
            List<SampleRow> kept,
            List<SampleRow> rejected,
            List<DocumentNote> documents,
            List<String> notes,
            @Nullable String problem,
            Usage usage,
            long millis) {
        this(leaf, kind, pipeline, funnel, kept, rejected, documents, notes, problem, usage, millis, null);
    }

    /** Of a leaf without documents. */
    public LeafSample(
            String leaf,
            LeafKind kind,
            String pipeline,
            Funnel funnel,
            List<SampleRow> kept,
            List<SampleRow> rejected,
            List<String> notes,
            @Nullable String problem,
            Usage usage,
            long millis) {
        this(leaf, kind, pipeline, funnel, kept, rejected, List.of(), notes, problem, usage, millis);
    }
}

package treewarden.sdg.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.Funnel;
import treewarden.domain.LeafKind;
import treewarden.domain.Usage;

/**
 * What became of one leaf, all but its rows. The same in every run that gets the same answers: it holds no times and no
 * counts of requests that were really sent.
 *
 * @param pipeline name, such as {@code full/knowledge}
 * @param pipelineDigest over the pipeline's file and its prompts
 * @param teacher the model that answered, as the server names it
 * @param funnel how many rows every block left, and every later check
 * @param documents the documents that were read, by path, and those that could not be
 * @param notes what a reader of the data must know
 * @param problem why it yielded nothing, in a sentence; null where it yielded something
 * @param usage what its answers cost, those that came from the cache included
 */
public record LeafOutcome(
        String leaf,
        LeafKind kind,
        String pipeline,
        Digest pipelineDigest,
        String teacher,
        Funnel funnel,
        List<DocumentNote> documents,
        List<String> notes,
        @Nullable String problem,
        Usage usage) {
    public LeafOutcome {
        documents = List.copyOf(documents);
        notes = List.copyOf(notes);
    }
}

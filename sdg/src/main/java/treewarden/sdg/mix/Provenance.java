package treewarden.sdg.mix;

import java.util.LinkedHashMap;
import java.util.Map;
import treewarden.sdg.data.DataRow;

/** Where rows of a leaf come from, as their metadata say it under {@code provenance}. What is not known is left out. */
final class Provenance {
    private final Map<String, Object> ofLeaf = new LinkedHashMap<>();

    Provenance(MixLeaf leaf) {
        var source = leaf.source();
        var outcome = leaf.outcome();
        ofLeaf.put("leaf", leaf.leaf().path());
        ofLeaf.put("leaf_digest", source.content().hex());
        var commit = source.commit();
        if (commit != null) {
            ofLeaf.put("commit", commit.hex());
        }
        var pullRequest = source.pullRequest();
        if (pullRequest != null) {
            ofLeaf.put("pull_request", pullRequest);
        }
        // The one that came last says nothing of those below it, by which the row may have to be found.
        if (source.pullRequests().size() > 1) {
            ofLeaf.put("pull_requests", source.pullRequests());
        }
        ofLeaf.put("teacher", outcome.teacher());
        ofLeaf.put("pipeline", outcome.pipeline());
        ofLeaf.put("pipeline_digest", outcome.pipelineDigest().hex());
    }

    /** All that is known of a row. */
    Map<String, Object> of(DataRow row) {
        var out = ofPassage(row);
        out.put("seed_example", row.origin().example());
        out.put("row", row.id());
        var score = row.score();
        if (score != null) {
            out.put("score", score.value());
            out.put("best_score", score.best());
        }
        return out;
    }

    /** What is known of the document that a row is about, without the row itself. */
    Map<String, Object> ofPassage(DataRow row) {
        var out = new LinkedHashMap<>(ofLeaf);
        var passage = row.origin().passage();
        if (passage != null) {
            out.put("document", passage.document());
            out.put("chunk", passage.chunk());
            out.put("chunk_digest", passage.digest().hex());
        }
        return out;
    }
}

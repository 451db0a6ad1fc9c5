package treewarden.sdg.pipeline;

import java.util.Set;
import treewarden.domain.LeafKind;

/** The columns of seed rows, by kind of leaf: what a pipeline for that kind can build on. */
public final class SeedColumns {
    private static final Set<String> FREEFORM = Set.of("task_description", "seed_question", "seed_response");
    private static final Set<String> GROUNDED =
            Set.of("task_description", "seed_context", "seed_question", "seed_response");
    private static final Set<String> KNOWLEDGE = Set.of(
            "document",
            "icl_document",
            "icl_query_1",
            "icl_query_2",
            "icl_query_3",
            "icl_response_1",
            "icl_response_2",
            "icl_response_3",
            "document_outline",
            "domain");

    private SeedColumns() {}

    public static Set<String> of(LeafKind kind) {
        return switch (kind) {
            case FREEFORM_SKILL -> FREEFORM;
            case GROUNDED_SKILL -> GROUNDED;
            case KNOWLEDGE -> KNOWLEDGE;
        };
    }
}

package treewarden.sdg.mix;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.domain.Digest;
import treewarden.domain.Leaf;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.mix.LeafDocuments.Gold;
import treewarden.sdg.mix.Messages.Loss;

/**
 * The rows of a knowledge leaf, as its two files have them.
 *
 * <p>Phase 0.7 learns the document: the question after its document, and what a variant of the document is asked for by,
 * all of it counted in the loss. Phase 1.0 learns to answer: the question after several documents, with the rows of
 * phase 0.7 beside it.
 */
final class WriteKnowledge {
    /** The type of a row's document that is the original, in the pipelines of the reference and ours. */
    private static final String ORIGINAL = "base_document";

    private static final String QUESTIONS = "document_knowledge_qa";

    /** Where the rows go. */
    record Files(Output p07, Output p10) {}

    private final MixLeaf leaf;
    private final MixSettings settings;
    private final LeafDocuments documents;
    private final Files files;
    private final Provenance provenance;
    private final Set<String> variantsDone = new HashSet<>();

    WriteKnowledge(MixLeaf leaf, MixSettings settings, LeafDocuments documents, Files files) {
        this.leaf = leaf;
        this.settings = settings;
        this.documents = documents;
        this.files = files;
        this.provenance = new Provenance(leaf);
    }

    void write(DataRow row, Pair pair) {
        var withDocument = Json.line(Messages.row(
                row.id() + "-doc",
                Messages.turn(row.text("document") + "\n\n" + pair.question(), pair.answer()),
                metadata(row, QUESTIONS),
                Loss.ALL_BUT_SYSTEM));
        files.p07().row(withDocument);
        files.p10().row(raft(row, pair));
        files.p10().row(withDocument);
        variant(row);
    }

    private byte[] raft(DataRow row, Pair pair) {
        var shown = documents.shownFor(row, settings.raft(), Dice.of(settings.seed(), "raft", row.id()));
        var before = shown.documents().stream()
                .map(text -> "Document:\n" + text + "\n\n")
                .collect(Collectors.joining("\n"));
        var metadata = metadata(row, QUESTIONS + "_raft_p" + settings.raft().gold());
        metadata.put("gold_document", shown.gold() == Gold.SHOWN);
        return Json.line(Messages.row(
                row.id() + "-raft",
                Messages.turn(before + "\n\n" + pair.question(), pair.answer()),
                metadata,
                Loss.ANSWER));
    }

    /** One row for each variant of a document that a question survived on: the variant, and a way of asking for it. */
    private void variant(DataRow row) {
        var type = row.text("dataset_type");
        var instructions = leaf.auxiliary().getOrDefault(type, List.of());
        var raw = row.text("raw_document");
        if (type.equals(ORIGINAL) || instructions.isEmpty() || raw.isBlank()) {
            return;
        }
        var variant = row.text("document");
        var id = Digest.of(Json.text(List.of(leaf.leaf().path(), type, variant)))
                .hex()
                .substring(0, 32);
        if (!variantsDone.add(id)) {
            return;
        }
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("dataset_type", type);
        metadata.put("raw_document", raw);
        metadata.put("dataset", "document_" + type);
        metadata.put("domain", domain(row));
        metadata.put("provenance", provenance.ofPassage(row));
        var asked = raw + "\n\n" + Dice.of(settings.seed(), "auxiliary", id).oneOf(instructions);
        var messages = Messages.turn(asked, variant);
        files.p07().row(Json.line(Messages.row(id + "-aux", messages, metadata, Loss.ALL_BUT_SYSTEM)));
        files.p10().row(Json.line(Messages.row(id + "-aux", messages, metadata, Loss.ANSWER)));
    }

    private Map<String, Object> metadata(DataRow row, String dataset) {
        var out = new LinkedHashMap<String, Object>();
        out.put("sdg_document", row.text("document"));
        out.put("domain", domain(row));
        out.put("dataset", dataset);
        for (var column : List.of("raw_document", "dataset_type")) {
            if (row.columns().containsKey(column)) {
                out.put(column, row.text(column));
            }
        }
        out.put("provenance", provenance.of(row));
        return out;
    }

    private String domain(DataRow row) {
        var column = row.text("domain");
        return column.isEmpty() && leaf.leaf() instanceof Leaf.Knowledge knowledge ? knowledge.domain() : column;
    }
}

package treewarden.sdg.mix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.mix.Messages.Loss;

/** The rows of a skill leaf, as its file has them: the pipeline's columns and the messages that are made of them. */
final class WriteSkill {
    /** Columns that mean something to the trainer; a pipeline's own of that name is kept under another. */
    private static final Set<String> RESERVED = Set.of("id", "messages", "metadata", "unmask", "provenance");

    private final String systemPrompt;
    private final Provenance provenance;
    private final Output out;

    WriteSkill(MixLeaf leaf, String systemPrompt, Output out) {
        this.systemPrompt = systemPrompt;
        this.provenance = new Provenance(leaf);
        this.out = out;
    }

    void write(DataRow row, Pair pair) {
        var columns = new LinkedHashMap<String, Object>();
        row.columns().forEach((name, text) -> columns.put(RESERVED.contains(name) ? "column_" + name : name, text));
        columns.putAll(Messages.row(
                row.id(),
                List.of(
                        Messages.message("system", systemPrompt),
                        Messages.message("user", pair.question()),
                        Messages.message("assistant", pair.answer())),
                Map.of("provenance", provenance.of(row)),
                Loss.ANSWER));
        out.row(Json.line(columns));
    }
}

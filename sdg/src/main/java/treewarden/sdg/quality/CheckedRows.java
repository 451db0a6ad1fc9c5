package treewarden.sdg.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.data.RowFile;

/** Writes what becomes of a leaf's rows, and counts it. */
final class CheckedRows implements AutoCloseable {
    private final LeafRows leaf;
    private final RowFile.Writer kept;
    private final RowFile.Writer rejected;
    private final EmptyLeaf empty;
    private final Map<String, Integer> counts = new HashMap<>();
    private int made;
    private int sound;
    private int distinct;
    private int cutOff;

    CheckedRows(Path kept, Path rejected, LeafRows leaf) {
        this.leaf = leaf;
        this.kept = RowFile.write(kept);
        this.rejected = RowFile.write(rejected);
        this.empty = new EmptyLeaf(leaf.leaf().kind(), leaf.steps());
    }

    /** The pipeline had rejected it. */
    void lost(DataRow row) {
        reject(row);
    }

    void unsound(DataRow row) {
        made++;
        count(row);
    }

    void repeated(DataRow row) {
        made++;
        sound++;
        count(row);
    }

    void kept(DataRow row) {
        made++;
        sound++;
        distinct++;
        cutOff += CutOff.looks(row.text("response")) ? 1 : 0;
        kept.write(row);
    }

    int made() {
        return made;
    }

    private void count(DataRow row) {
        counts.merge(String.valueOf(row.rejectedBy()), 1, Integer::sum);
        reject(row);
    }

    private void reject(DataRow row) {
        var by = row.rejectedBy();
        var reason = row.reason();
        var said = Said.of(row);
        empty.lost(
                by == null ? "an unnamed step" : by,
                reason == null ? "no reason was given" : reason,
                said.question().isBlank() ? asked(row) : said.question(),
                said.answer());
        rejected.write(row);
    }

    /** The seed's question, where the teacher had not come to one of its own. */
    private static String asked(DataRow row) {
        var skill = row.text("seed_question");
        return skill.isBlank() ? row.text("icl_query_1") : skill;
    }

    LeafQuality quality(Ground ground) {
        var byCheck = new LinkedHashMap<String, Integer>();
        for (var check : Checks.names()) {
            if (counts.containsKey(check)) {
                byCheck.put(check, counts.get(check));
            }
        }
        return new LeafQuality(
                leaf.leaf().path(),
                made,
                sound,
                distinct,
                byCheck,
                notes(ground),
                distinct == 0 ? empty.verdict() : null);
    }

    private List<String> notes(Ground ground) {
        var notes = new ArrayList<String>();
        for (var check : ground.lifted()) {
            notes.add("The check " + check.name()
                    + " was not made for this leaf, because a seed example would not pass it.");
        }
        boolean seedsEndSo = ground.seeds().stream()
                .anyMatch(seed -> CutOff.looks(seed.said().answer()));
        if (cutOff > 0 && !seedsEndSo) {
            notes.add(cutOff + " of " + distinct + " kept answers " + (cutOff == 1 ? "seems" : "seem")
                    + " to end in mid-sentence.");
        }
        return notes;
    }

    @Override
    public void close() {
        try (kept) {
            rejected.close();
        }
    }
}

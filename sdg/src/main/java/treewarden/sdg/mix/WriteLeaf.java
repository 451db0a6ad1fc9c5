package treewarden.sdg.mix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import treewarden.domain.LeafKind;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.data.RowFile;

/** Writes the files of one leaf after the other, and their rows in the older forms beside them. */
final class WriteLeaf {
    /**
     * Where files go.
     *
     * @param folder that stands for the output folder
     * @param nodes the folder of the leaves' files in it
     * @param published the output folder, as a task file names it
     */
    record Places(Path folder, String nodes, Path published) {}

    /** A leaf's report, and what of it goes into which mix. */
    record Written(LeafMix report, List<Part> skills, List<Part> knowledge) {}

    /** A file of a leaf that goes into a mix. */
    record Part(MixedFile file, Amount amount) {}

    private final MixSettings settings;
    private final Places places;
    private final WriteLegacy legacy;

    WriteLeaf(MixSettings settings, Places places, WriteLegacy legacy) {
        this.settings = settings;
        this.places = places;
        this.legacy = legacy;
    }

    /** @param name of the leaf in file names */
    Written write(MixLeaf leaf, String name) {
        var files = new ArrayList<MixedFile>();
        var dropped = new Counts();
        var skills = new ArrayList<Part>();
        var knowledge = new ArrayList<Part>();
        long rows;
        if (leaf.leaf().kind() == LeafKind.KNOWLEDGE) {
            var p07 = output(name + "_p07.jsonl");
            var p10 = output(name + "_p10.jsonl");
            rows = knowledge(leaf, new WriteKnowledge.Files(p07, p10), dropped);
            finished(name + "_p07.jsonl", p07).forEach(file -> knowledge.add(new Part(file, Amount.ALL)));
            finished(name + "_p10.jsonl", p10).forEach(file -> skills.add(new Part(file, Amount.ALL)));
        } else {
            var out = output(name + ".jsonl");
            rows = skill(leaf, out, dropped);
            finished(name + ".jsonl", out).forEach(file -> skills.add(new Part(file, capped(file.rows()))));
        }
        knowledge.forEach(part -> files.add(part.file()));
        skills.forEach(part -> files.add(part.file()));
        files.addAll(evaluation(leaf, name));
        return new Written(
                new LeafMix(leaf.leaf().path(), files, rows, dropped.map(), rejected(leaf)), skills, knowledge);
    }

    /** A leaf with fewer rows than wanted is taken whole. */
    private Amount capped(long rows) {
        return settings.skills() instanceof Amount.Rows cap && cap.count() >= rows ? Amount.ALL : settings.skills();
    }

    private long skill(MixLeaf leaf, Output out, Counts dropped) {
        var write = new WriteSkill(leaf, settings.systemPrompt(), out);
        try (out) {
            read(leaf.kept(), row -> {
                var pair = Pair.of(row);
                if (whole(pair, dropped)) {
                    write.write(row, pair);
                    legacy.write(pair);
                }
            });
        }
        return out.rows();
    }

    private long knowledge(MixLeaf leaf, WriteKnowledge.Files files, Counts dropped) {
        var rows = new long[1];
        try (var documents = new LeafDocuments(places.folder().resolve(".documents"));
                var p07 = files.p07();
                var p10 = files.p10()) {
            read(leaf.kept(), row -> {
                if (!row.text("document").isBlank()) {
                    documents.add(row);
                }
            });
            var write = new WriteKnowledge(leaf, settings, documents, new WriteKnowledge.Files(p07, p10));
            read(leaf.kept(), row -> {
                var pair = Pair.of(row);
                if (row.text("document").isBlank()) {
                    dropped.add("no document");
                } else if (whole(pair, dropped)) {
                    write.write(row, pair);
                    legacy.write(pair);
                    rows[0]++;
                }
            });
        }
        return rows[0];
    }

    private static boolean whole(Pair pair, Counts dropped) {
        if (!pair.isWhole()) {
            dropped.add(pair.question().isEmpty() ? "no question" : "no answer");
        }
        return pair.isWhole();
    }

    private List<MixedFile> evaluation(MixLeaf leaf, String name) {
        if (leaf.evaluation().isEmpty()) {
            return List.of();
        }
        var data = "mmlubench_" + name + ".jsonl";
        var out = output(data);
        try (out) {
            read(leaf.evaluation().get(), new WriteEvaluation(leaf, out)::write);
        }
        var files = new ArrayList<>(finished(data, out));
        if (!files.isEmpty()) {
            var named = settings.taskFiles() == MixSettings.TaskFiles.ABSOLUTE
                    ? places.published()
                            .toAbsolutePath()
                            .normalize()
                            .resolve(places.nodes())
                            .resolve(data)
                            .toString()
                    : places.nodes() + "/" + data;
            files.add(Output.text(
                    places.folder(), places.nodes() + "/" + name + "_task.yaml", WriteEvaluation.task(name, named)));
        }
        return files;
    }

    private static Map<String, Long> rejected(MixLeaf leaf) {
        var counts = new Counts();
        read(leaf.rejected(), row -> {
            var by = row.rejectedBy();
            counts.add(by == null ? "unknown" : by);
        });
        return counts.map();
    }

    private Output output(String name) {
        return Output.to(places.folder().resolve(places.nodes()).resolve(name));
    }

    /** The file, where it has rows; without, it is removed, because the tools stumble over an empty one. */
    private List<MixedFile> finished(String name, Output out) {
        if (out.rows() > 0) {
            return List.of(out.written(places.nodes() + "/" + name));
        }
        Folders.delete(places.folder().resolve(places.nodes()).resolve(name));
        return List.of();
    }

    /** A file that is not there has no rows. */
    private static void read(Path file, Consumer<DataRow> reader) {
        if (Files.exists(file)) {
            RowFile.read(file, reader);
        }
    }
}

package treewarden.sdg.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import treewarden.domain.Digest;
import treewarden.domain.DocumentSource;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SkillExample;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.data.Origin;
import treewarden.sdg.data.Passage;
import treewarden.sdg.data.RowFile;

/** A run in a folder: leaves with rows, and what the checks make of them. */
final class Runs {
    static final String DOCUMENT =
            "Grey seals live on both shores of the North Atlantic Ocean. The bulls reach a length of"
                    + " two and a half metres, and the cows remain somewhat smaller. Pups are born in autumn with a white coat,"
                    + " which they lose after three weeks. Their mothers nurse them for about eighteen days with milk that is very"
                    + " rich in fat, and then leave them to themselves, so that the pups have to learn to hunt alone. Many of them"
                    + " do not live through their first winter, because they find too little food or are caught in fishing nets.";

    private final Path folder;
    private final Map<String, List<DataRow>> rows = new LinkedHashMap<>();
    private final Map<String, LeafRows> leaves = new LinkedHashMap<>();
    QualitySettings settings = QualitySettings.USUAL;

    Runs(Path folder) {
        this.folder = folder;
    }

    static Leaf haiku(String... questionsAndAnswers) {
        return skill("compositional_skills/writing/haiku", questionsAndAnswers);
    }

    static Leaf skill(String path, String... questionsAndAnswers) {
        return new Leaf.Skill(
                path,
                3,
                "ann",
                "Write what is asked for.",
                IntStream.range(0, questionsAndAnswers.length / 2)
                        .mapToObj(
                                i -> new SkillExample(null, questionsAndAnswers[2 * i], questionsAndAnswers[2 * i + 1]))
                        .toList());
    }

    static Leaf grounded(String path, String... contextsQuestionsAndAnswers) {
        return new Leaf.Skill(
                path,
                3,
                "ben",
                "Answer questions about minutes.",
                IntStream.range(0, contextsQuestionsAndAnswers.length / 3)
                        .mapToObj(i -> new SkillExample(
                                contextsQuestionsAndAnswers[3 * i],
                                contextsQuestionsAndAnswers[3 * i + 1],
                                contextsQuestionsAndAnswers[3 * i + 2]))
                        .toList());
    }

    static Leaf seals() {
        return new Leaf.Knowledge(
                "knowledge/animals/seals",
                3,
                "cora",
                "zoology",
                "Grey seals",
                new DocumentSource("https://example.org/seals.git", "0".repeat(40), List.of("seals.md")),
                List.of(new KnowledgeExample(
                        DOCUMENT,
                        List.of(
                                new QuestionAndAnswer("Where do grey seals live?", "On the shores of the Atlantic."),
                                new QuestionAndAnswer("Which grey seal is larger?", "The bull is."),
                                new QuestionAndAnswer("When are pups of grey seals born?", "In autumn.")))));
    }

    /** The leaf takes part in the run. */
    Runs with(Leaf leaf) {
        var name = leaf.path().replace('/', '_');
        rows.put(leaf.path(), new ArrayList<>());
        leaves.put(
                leaf.path(),
                LeafRows.of(
                        leaf,
                        folder.resolve(name + ".made.jsonl"),
                        folder.resolve(name + ".kept.jsonl"),
                        folder.resolve(name + ".rejected.jsonl")));
        return this;
    }

    /** A row of the leaf. */
    Runs made(Leaf leaf, String question, String answer) {
        return made(leaf, Map.of("question", question, "response", answer));
    }

    Runs made(Leaf leaf, Map<String, String> columns) {
        if (!leaves.containsKey(leaf.path())) {
            with(leaf);
        }
        of(leaf).add(row(leaf.path(), columns));
        return this;
    }

    Runs change(Leaf leaf, LeafRows changed) {
        leaves.put(leaf.path(), changed);
        return this;
    }

    LeafRows files(Leaf leaf) {
        var files = leaves.get(leaf.path());
        if (files == null) {
            throw new AssertionError("no such leaf: " + leaf.path());
        }
        return files;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    static DataRow row(String leaf, Map<String, String> columns) {
        var document = columns.get("document");
        var passage = document == null ? null : new Passage("seals.md", 0, Digest.of(document));
        return DataRow.of(new Origin(leaf, 0, passage), new LinkedHashMap<>(columns), null);
    }

    static void write(Path file, List<DataRow> rows) {
        try (var out = RowFile.write(file)) {
            rows.forEach(out::write);
        }
    }

    static List<DataRow> read(Path file) {
        var rows = new ArrayList<DataRow>();
        RowFile.read(file, rows::add);
        return rows;
    }

    /** What becomes of the leaves, in the order in which they came. */
    List<LeafQuality> check() {
        leaves.values().forEach(leaf -> write(leaf.made(), of(leaf.leaf())));
        return new QualityPass(settings).run(List.copyOf(leaves.values()));
    }

    private List<DataRow> of(Leaf leaf) {
        return rows.computeIfAbsent(leaf.path(), path -> new ArrayList<>());
    }

    List<String> kept(Leaf leaf) {
        return read(files(leaf).kept()).stream()
                .map(row -> row.text("question"))
                .toList();
    }

    /** For each rejected row the check and its reason. */
    List<String> rejected(Leaf leaf) {
        return read(files(leaf).rejected()).stream()
                .map(row -> row.rejectedBy() + ": " + row.reason())
                .toList();
    }

    /** Why a row is rejected that is alone in the run; null where it is kept. */
    static String only(Path folder, QualitySettings settings, Leaf leaf, Map<String, String> columns) {
        var run = new Runs(folder).with(leaf).made(leaf, columns);
        run.settings = settings;
        run.check();
        var rejected = run.rejected(leaf);
        return rejected.isEmpty() ? "kept" : rejected.get(0);
    }

    static String bytes(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

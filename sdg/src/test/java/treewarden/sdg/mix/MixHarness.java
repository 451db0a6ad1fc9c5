package treewarden.sdg.mix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.DocumentSource;
import treewarden.domain.Funnel;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.Score;
import treewarden.domain.SkillExample;
import treewarden.domain.Usage;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.data.LeafOutcome;
import treewarden.sdg.data.LeafSource;
import treewarden.sdg.data.Origin;
import treewarden.sdg.data.Passage;
import treewarden.sdg.data.RowFile;

/** Leaves with rows in files, and what mixing them wrote. */
final class MixHarness {
    static final String HAIKU = "compositional_skills/writing/haiku";
    static final String SEALS = "knowledge/animals/seals";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path rows;

    /** @param rows folder for the files of rows */
    MixHarness(Path rows) {
        this.rows = rows;
    }

    static MixSettings settings() {
        return MixSettings.named("run1");
    }

    /** A skill leaf with so many good rows. */
    MixLeaf skill(String path, int count) {
        var made = new ArrayList<DataRow>();
        for (int i = 0; i < count; i++) {
            made.add(asked(path, "Write a haiku, number " + i + ".", "Silent moon " + i));
        }
        return skill(path, made);
    }

    MixLeaf skill(String path, List<DataRow> made) {
        var leaf = new Leaf.Skill(
                path,
                3,
                "ann",
                "Write a haiku on a given topic.",
                List.of(
                        new SkillExample(null, "Write a haiku about the moon.", "Silent moon"),
                        new SkillExample("The sea is calm.", "How is the sea?", "Calm.")));
        return leaf(leaf, LeafKind.FREEFORM_SKILL, made, Map.of(), List.of());
    }

    /** A row of a skill leaf. */
    static DataRow asked(String leaf, String question, String answer) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("task_description", "Write a haiku on a given topic.");
        columns.put("question", question);
        columns.put("response", answer);
        return DataRow.of(new Origin(leaf, 1, null), columns, new Score(3, 3));
    }

    /** A knowledge leaf with so many documents, each in the original and corrected, with two questions on each. */
    MixLeaf knowledge(String path, int documents) {
        var made = new ArrayList<DataRow>();
        for (int i = 0; i < documents; i++) {
            var raw = "Seels of bay " + i + " eat fish.";
            for (var type : List.of("spellcheck", "base_document")) {
                var document = type.equals("spellcheck") ? raw.replace("Seels", "Seals") : raw;
                for (int q = 0; q < 2; q++) {
                    made.add(about(path, i, raw, type, document, "What do seals of bay " + i + " eat, " + q + "?"));
                }
            }
        }
        return knowledge(path, made);
    }

    MixLeaf knowledge(String path, List<DataRow> made) {
        var leaf = new Leaf.Knowledge(
                path,
                3,
                "cora",
                "zoology",
                "Grey seals",
                new DocumentSource("https://example.org/seals.git", "0".repeat(40), List.of("*.md")),
                List.of(new KnowledgeExample(
                        "Grey seals live in the North Atlantic.",
                        List.of(
                                new QuestionAndAnswer("Where do grey seals live?", "In the North Atlantic."),
                                new QuestionAndAnswer("Which seals are they?", "Grey seals.")))));
        return leaf(
                leaf,
                LeafKind.KNOWLEDGE,
                made,
                Map.of("spellcheck", List.of("Correct the spelling.", "Mend the errors above.")),
                List.of(new DocumentNote("seals.md", Digest.of("seals"), 3, null)));
    }

    static DataRow about(String leaf, int chunk, String raw, String type, String document, String question) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("document_outline", "Grey seals");
        columns.put("domain", "zoology");
        columns.put("raw_document", raw);
        columns.put("dataset_type", type);
        columns.put("document", document);
        columns.put("question", question);
        columns.put("response", "Fish.");
        return DataRow.of(
                new Origin(leaf, 0, new Passage("seals.md", chunk, Digest.of(raw))), columns, new Score(1, 1));
    }

    private MixLeaf leaf(
            Leaf leaf,
            LeafKind kind,
            List<DataRow> made,
            Map<String, List<String>> auxiliary,
            List<DocumentNote> documents) {
        var name = Digest.of(leaf.path()).hex();
        var kept = write(name + ".kept", made);
        var rejected = write(
                name + ".rejected", List.of(asked(leaf.path(), "Why?", "").rejected("eval_questions", "not a task")));
        var outcome = new LeafOutcome(
                leaf.path(),
                kind,
                "full/" + kind.words(),
                Digest.of("pipeline"),
                "mixtral",
                new Funnel(List.of(
                        new Funnel.Step("gen", made.size() + 1, "questions"),
                        new Funnel.Step("filter", made.size(), "kept"))),
                documents,
                List.of(),
                made.isEmpty() ? "The teacher answered without the tags that the prompt asks for." : null,
                new Usage(10, 2000, 300));
        return new MixLeaf(
                leaf,
                new LeafSource(Digest.of(leaf.path()), new CommitId("c".repeat(40)), "#12"),
                outcome,
                kept,
                rejected,
                Optional.empty(),
                auxiliary);
    }

    MixLeaf withEvaluation(MixLeaf leaf, List<DataRow> questions) {
        return new MixLeaf(
                leaf.leaf(),
                leaf.source(),
                leaf.outcome(),
                leaf.kept(),
                leaf.rejected(),
                Optional.of(write(Digest.of(leaf.leaf().path()).hex() + ".mcq", questions)),
                leaf.auxiliary());
    }

    private Path write(String name, List<DataRow> made) {
        var file = rows.resolve(name);
        try (var out = RowFile.write(file)) {
            made.forEach(out::write);
        }
        return file;
    }

    /** The rows of a file that was written. */
    static List<JsonNode> read(Path file) {
        try {
            var out = new ArrayList<JsonNode>();
            for (var line : Files.readAllLines(file)) {
                out.add(JSON.readTree(line));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode metadata(JsonNode row) {
        try {
            return JSON.readTree(row.get("metadata").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String said(JsonNode row, String role) {
        for (var message : row.get("messages")) {
            if (message.get("role").asText().equals(role)) {
                return message.get("content").asText();
            }
        }
        return "";
    }

    /** What the files below a folder hold, by name. */
    static Map<String, String> contents(Path folder) {
        return contents(folder, UnaryOperator.identity());
    }

    static Map<String, String> contents(Path folder, UnaryOperator<String> read) {
        try (var files = Files.walk(folder)) {
            var out = new TreeMap<String, String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.put(folder.relativize(file).toString().replace('\\', '/'), read.apply(Files.readString(file)));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

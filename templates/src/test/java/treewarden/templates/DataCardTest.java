package treewarden.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.DocumentSource;
import treewarden.domain.Funnel;
import treewarden.domain.LeafKind;
import treewarden.templates.DataCardModel.About;
import treewarden.templates.DataCardModel.DataSetLine;
import treewarden.templates.DataCardModel.Documents;
import treewarden.templates.DataCardModel.FileLine;
import treewarden.templates.DataCardModel.LeafLine;
import treewarden.templates.DataCardModel.Role;

class DataCardTest {
    private static final String HOSTILE =
            "</td><script>alert(1)</script> | [x](http://evil) ![y](z) @all {{ 1 }} `a`\n## Owned \u202e";

    private static final About ABOUT = new About(
            "Seals and haiku",
            "run1",
            "apache-2.0",
            List.of("en", "de"),
            List.of("seals"),
            42,
            "You are a helpful assistant.",
            "treewarden generate --taxonomy taxonomy --out data");

    private static final List<FileLine> FILES = List.of(
            new FileLine("knowledge_recipe_run1.yaml", 0, 300, Role.RECIPE),
            new FileLine("knowledge_train_msgs_run1.jsonl", 30, 120_000, Role.KNOWLEDGE),
            new FileLine("messages_run1.jsonl", 27, 20_000, Role.MESSAGES),
            new FileLine("node_datasets_run1/haiku.jsonl", 3, 9_000, Role.OF_A_LEAF),
            new FileLine("node_datasets_run1/mmlubench_seals.jsonl", 9, 9_000, Role.EVALUATION),
            new FileLine("skills_recipe_run1.yaml", 0, 300, Role.RECIPE),
            new FileLine("skills_train_msgs_run1.jsonl", 1_357, 12_345_678, Role.SKILLS),
            new FileLine("test_run1.jsonl", 5, 2_000, Role.TEST),
            new FileLine("train_run1.jsonl", 27, 20_000, Role.TRAIN));

    private static LeafLine leaf(String path, LeafKind kind, int kept, @Nullable Documents documents) {
        return new LeafLine(
                path,
                kind,
                new CommitId("c".repeat(40)),
                "#12",
                "mixtral-8x7b",
                kind == LeafKind.KNOWLEDGE ? "full/knowledge" : "full/freeform_skills",
                Digest.of(kind.name()),
                new Funnel(List.of(
                        new Funnel.Step("gen", 40, "questions"),
                        new Funnel.Step("filter", 33, "sensible"),
                        new Funnel.Step("last", kept, "kept"))),
                kept,
                documents,
                kept == 0 ? "The judge found every answer wrong." : null);
    }

    private static DataCardModel model() {
        return new DataCardModel(
                ABOUT,
                1_387,
                FILES,
                List.of(
                        leaf("compositional_skills/writing/haiku", LeafKind.FREEFORM_SKILL, 31, null),
                        leaf("compositional_skills/writing/odes", LeafKind.FREEFORM_SKILL, 0, null),
                        leaf(
                                "knowledge/animals/seals",
                                LeafKind.KNOWLEDGE,
                                12,
                                new Documents(
                                        new DocumentSource(
                                                "https://example.org/seals.git", "0".repeat(40), List.of("*.md")),
                                        List.of(
                                                new DocumentNote("pups.md", Digest.of("pups"), 3, null),
                                                new DocumentNote("scan.pdf", null, 0, "it holds no text"),
                                                new DocumentNote("seals.md", Digest.of("seals"), 12, null))))),
                List.of(new DataSetLine("community.jsonl", "skills", 13_863, 13_863)),
                new TreeMap<>(Map.of("eval_questions", 7L, "near-duplicate", 21L)));
    }

    @Test
    void saysWhatTheDataIs() {
        Golden.assertReads("data-card", new DataCard().render(model()));
    }

    @Test
    void drawsTheFunnels() {
        Golden.assertReads("data-card-funnel", FunnelPicture.svg(model().funnels()));
    }

    @Test
    void aCardWithoutAnythingIsACard() {
        var card = new DataCard().render(new DataCardModel(ABOUT, 0, List.of(), List.of(), List.of(), Map.of()));
        assertThat(card)
                .startsWith("---\npretty_name: \"Seals and haiku\"\n")
                .contains("no leaves")
                .doesNotContain("configs:", "funnel.svg", "## Leaves that", "## Documents", "## What was removed");
    }

    @Test
    void longTablesAreCutWithACount() {
        var leaves = IntStream.range(0, 150)
                .mapToObj(i -> leaf("compositional_skills/leaf" + i, LeafKind.FREEFORM_SKILL, 10, null))
                .toList();
        var card = new DataCard().render(new DataCardModel(ABOUT, 1_500, FILES, leaves, List.of(), Map.of()));
        assertThat(card)
                .contains("`compositional_skills/leaf99`", "50 more leaves with 500 rows are in `report.json`.")
                .doesNotContain("`compositional_skills/leaf100`");
    }

    @Test
    void whatOthersWroteDoesNothing() {
        var hostile = new LeafLine(
                HOSTILE,
                LeafKind.KNOWLEDGE,
                null,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                Digest.of("x"),
                new Funnel(List.of(new Funnel.Step("a", 1, HOSTILE))),
                1,
                new Documents(
                        new DocumentSource(HOSTILE, HOSTILE, List.of()),
                        List.of(new DocumentNote(HOSTILE, null, 0, HOSTILE), new DocumentNote(HOSTILE, null, 1, null))),
                HOSTILE);
        var model = new DataCardModel(
                new About(HOSTILE, "run1", HOSTILE, List.of(HOSTILE), List.of(HOSTILE), 42, HOSTILE, HOSTILE),
                1,
                FILES,
                List.of(hostile),
                List.of(new DataSetLine(HOSTILE, "skills", 1, 1)),
                Map.of(HOSTILE, 1L));
        var card = new DataCard().render(model);
        var body = card.substring(card.indexOf("\n---\n", 4) + 5);
        var rendered = Rendered.of(body);
        assertThat(rendered.images()).containsExactly("funnel.svg");
        assertThat(rendered.links()).isEmpty();
        assertThat(rendered.html()).isEmpty();
        assertThat(body.replaceAll("(?s)```text.*?\n```", "").lines()).noneMatch(line -> line.startsWith("## Owned"));
        assertThat(card.substring(0, card.indexOf("\n---\n", 4))).doesNotContain("\n## Owned");
    }

    @Test
    void thePictureIsWellFormedWhateverTheStepsAreCalled() throws Exception {
        var funnel = Stream.of(HOSTILE, "a & b < c", "", "\ud800", "x".repeat(500))
                .map(words -> new DataCardModel.KindStep(words, 5))
                .toList();
        var svg = FunnelPicture.svg(List.of(new DataCardModel.KindFunnel(LeafKind.KNOWLEDGE, 1, funnel)));
        var parsed =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(parsed.getElementsByTagName("script").getLength()).isZero();
        assertThat(parsed.getElementsByTagName("rect").getLength()).isEqualTo(6);
    }
}

package treewarden.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.Withdrawal;
import treewarden.templates.ModelCardModel.Line;

class ModelCardTest {
    private static final String HOSTILE =
            "</td><script>alert(1)</script> | [x](http://evil) ![y](z) @all {{ 1 }} `a`\n## Owned \u202e";

    @Test
    void aReleaseIsTold() {
        var leaves = List.of(
                leaf("knowledge/science/tides", LeafKind.KNOWLEDGE, Change.NEW, 12, "mia"),
                leaf("knowledge/science/seals", LeafKind.KNOWLEDGE, Change.UNCHANGED, null, null),
                leaf("compositional_skills/writing/haiku", LeafKind.FREEFORM_SKILL, Change.CHANGED, 9, "Ada"));
        var withdrawn = new Withdrawal("knowledge/arts", "its documents are not free", "grace", Instant.EPOCH);

        var card = new ModelCard().render(model("Granite of the community", leaves, List.of(withdrawn)));

        Golden.assertReads("model-card", card);
    }

    @Test
    void allWhoTouchedALeafAreContributors() {
        var leaf = new PlannedLeaf(
                "knowledge/science/tides/qna.yaml",
                LeafKind.KNOWLEDGE,
                Digest.of("tides"),
                Change.UNCHANGED,
                List.of(new PlannedLeaf.Origin(3, "zoe"), new PlannedLeaf.Origin(12, "mia")));

        var card = new ModelCard().render(model("Granite of the community", List.of(leaf), List.of()));

        assertThat(card).contains("`mia`, `zoe`");
    }

    @Test
    void nothingOfWhatPeopleWroteIsMoreThanText() {
        var leaf = leaf("knowledge/" + HOSTILE.replace('\n', ' '), LeafKind.KNOWLEDGE, Change.NEW, 1, HOSTILE);
        var withdrawn = new Withdrawal("knowledge/x", HOSTILE, "grace", Instant.EPOCH);

        var card = new ModelCard().render(model(HOSTILE, List.of(leaf), List.of(withdrawn)));

        var rendered = Rendered.of(card.substring(card.indexOf("\n---\n", 4) + 5));
        assertThat(rendered.images()).isEmpty();
        assertThat(rendered.links()).isEmpty();
        assertThat(rendered.html()).isEmpty();
        assertThat(card).doesNotContain("\u202e", "\n## Owned", "<script>");
    }

    private static PlannedLeaf leaf(
            String folder, LeafKind kind, Change change, @Nullable Integer pullRequest, @Nullable String contributor) {
        return new PlannedLeaf(folder + "/qna.yaml", kind, Digest.of(folder), change, pullRequest, contributor);
    }

    private static ModelCardModel model(String title, List<PlannedLeaf> leaves, List<Withdrawal> withdrawn) {
        return new ModelCardModel(
                new ModelCardModel.About(
                        title, "apache-2.0", List.of("en"), "ibm/granite-3b", List.of("mixtral"), "community/data"),
                new ReleaseId("release-20261123"),
                "community/taxonomy",
                new ReleasePlan(
                        new CommitId("c".repeat(40)),
                        new ReleaseId("release-20261116"),
                        leaves,
                        List.of("knowledge/arts/qna.yaml"),
                        withdrawn,
                        List.of(),
                        List.of(new ContributionId(77, 12))),
                Map.of("knowledge/science/tides", 60, "compositional_skills/writing/haiku", 31),
                new ModelCardModel.Training(
                        "8f0b1c",
                        List.of(
                                new ModelCardModel.Phase(
                                        "knowledge", "knowledge, basics.jsonl=5000", 1_204, 7, 2e-5, 128),
                                new ModelCardModel.Phase("skills", "skills", 2_310, 10, 6e-6, 3_840)),
                        "All weights were trained with AdamW under a cosine schedule, rows packed so that none sees another."),
                new ModelCardModel.Evaluation(
                        List.of(new Line("All", 240, 0.812, 0.79, 0.61), new Line("New leaves", 12, 0.9, null, 0.31)),
                        "The gate let it pass.",
                        List.of("not worse than the last release: +0.022, at least +0.004, margin 0.030")),
                Digest.of("manifest"));
    }
}

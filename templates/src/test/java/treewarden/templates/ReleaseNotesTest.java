package treewarden.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateCriterion.State;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.Withdrawal;

class ReleaseNotesTest {
    private static final String HOSTILE =
            "</td><script>alert(1)</script> | [x](http://evil) ![y](z) @all #7 {{ 1 }} `a`\n## Owned \u202e";

    /** What GitHub takes as the notes of a release. */
    private static final int MOST = 125_000;

    private static final GateVerdict PASSED = GateVerdict.of(
            "1",
            List.of(new GateCriterion(
                    "held-out questions",
                    State.MET,
                    0.004,
                    -0.05,
                    "240 held-out questions: +0.022 beside the last release, at least +0.004, margin 0.050")));

    @Test
    void aReleaseIsTold() {
        var leaves = List.of(
                leaf("compositional_skills/writing/haiku", Change.CHANGED, 9, "Ada"),
                leaf("knowledge/arts/opera", Change.UNCHANGED, 3, "zoe"),
                leaf("knowledge/science/seals", Change.NEW, null, null),
                leaf("knowledge/science/tides", Change.NEW, 12, "mia"),
                leaf("knowledge/science/winds", Change.CHANGED, 14, "mia"));
        var withdrawn = new Withdrawal("knowledge/arts/songs", "its documents are not free", "grace", Instant.EPOCH);

        var notes = new ReleaseNotes()
                .render(model(
                        leaves,
                        withdrawn,
                        List.of("#15: the approval is void: a push moved the head; its leaves stay out"),
                        "grace"));

        Golden.assertReads("release-notes", notes);
    }

    @Test
    void theFirstReleaseHasNothingToBeComparedWith() {
        var plan = new ReleasePlan(
                new CommitId("c".repeat(40)),
                null,
                List.of(leaf("knowledge/science/seals", Change.NEW, null, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        var notes = new ReleaseNotes()
                .render(new ReleaseNotes.Model(
                        new ReleaseId("release-20261123"),
                        "community/model",
                        plan,
                        number -> "",
                        null,
                        null,
                        null,
                        null));

        assertThat(notes)
                .contains(
                        "1 new, 0 changed, 0 unchanged leaves, in its first release.",
                        "- new: `knowledge/science/seals`")
                .doesNotContain("## Who taught it", "## How good it is", "## What is kept out", "](");
    }

    @Test
    void nothingOfWhatPeopleWroteIsMoreThanText() {
        var leaf = leaf("knowledge/" + HOSTILE.replace('\n', ' '), Change.NEW, 1, HOSTILE);
        var withdrawn = new Withdrawal("knowledge/x", HOSTILE, "grace", Instant.EPOCH);

        var notes = new ReleaseNotes().render(model(List.of(leaf), withdrawn, List.of(HOSTILE), null));

        var rendered = Rendered.of(notes);
        assertThat(rendered.images()).isEmpty();
        assertThat(rendered.links())
                .allMatch(link ->
                        link.startsWith("https://hub.example/") || link.equals("https://github.example/pull/1"));
        assertThat(rendered.html()).isEmpty();
        // The label of our own link to the pull request is the one thing of its kind.
        assertThat(rendered.lively()).allMatch("#1"::equals);
        assertThat(notes).doesNotContain("\u202e", "\n## Owned", "<script>");
    }

    @Test
    void howeverMuchThereIsTheCodeHostTakesIt() {
        var folder = "knowledge/science/" + "very_".repeat(200);
        var leaves = IntStream.range(0, 3_000)
                .mapToObj(i -> leaf(folder + i, Change.NEW, 1_000_000 + i, "a".repeat(39 - 4) + (1_000 + i)))
                .toList();
        var left = IntStream.range(0, 3_000)
                .mapToObj(i -> "#" + i + ": " + "@".repeat(600))
                .toList();
        var withdrawn = new Withdrawal("knowledge/x", "@".repeat(600), "grace", Instant.EPOCH);

        var notes = new ReleaseNotes().render(model(leaves, withdrawn, left, null));

        assertThat(notes.length()).isLessThan(MOST);
        assertThat(notes.contains("more leaves are different.")).isTrue();
        assertThat(notes.contains("more people")).isTrue();
        assertThat(notes.contains("more are left out.")).isTrue();
    }

    private static PlannedLeaf leaf(
            String folder, Change change, @Nullable Integer pullRequest, @Nullable String contributor) {
        return new PlannedLeaf(
                folder + "/qna.yaml", LeafKind.KNOWLEDGE, Digest.of(folder), change, pullRequest, contributor);
    }

    private static ReleaseNotes.Model model(
            List<PlannedLeaf> leaves, Withdrawal withdrawn, List<String> left, @Nullable String decidedBy) {
        return new ReleaseNotes.Model(
                new ReleaseId("release-20261123"),
                "community/model",
                new ReleasePlan(
                        new CommitId("c".repeat(40)),
                        new ReleaseId("release-20261116"),
                        leaves,
                        List.of("knowledge/arts/poems/qna.yaml"),
                        List.of(withdrawn),
                        left,
                        List.of(new ContributionId(77, 12))),
                number -> "https://github.example/pull/" + number,
                PASSED,
                decidedBy,
                "https://hub.example/community/model/tree/release-20261123",
                "https://hub.example/datasets/community/data/tree/release-20261123");
    }
}

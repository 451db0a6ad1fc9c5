package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Credit;
import treewarden.domain.Digest;
import treewarden.domain.DocumentSource;
import treewarden.domain.Edit;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Position;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.SkillExample;
import treewarden.domain.Usage;

/** Runs, samples, artifacts and fingerprints: what the checks and the teacher leave behind. */
class ResultsTest extends Contract {
    private final ContributionId id = new ContributionId(TAXONOMY.id(), 1);
    private final CommitId later = new CommitId("b".repeat(40));

    @BeforeEach
    void aContributionIsThere() {
        apply(decide(contribution(1)));
    }

    @Test
    void aRunIsFoundByItsHeadWithEveryFindingAndLeaf() {
        var credit = new Credit("Trees", "https://trees.example", "CC-BY-4.0", "Ada");
        var run = new Run(
                id,
                HEAD,
                RunOutcome.ERRORS,
                List.of(
                        new CheckedLeaf("compositional_skills/haiku/qna.yaml", 2, List.of(finding()), null),
                        new CheckedLeaf("compositional_skills/ode/qna.yaml", 2, List.of(), skill()),
                        new CheckedLeaf("knowledge/trees/qna.yaml", 3, List.of(), knowledge(), credit)),
                List.of("2 more files were not read."),
                clock.instant());

        database.run(transaction -> transaction.runs().save(run));

        assertThat(runAt(HEAD)).contains(run);
        assertThat(runAt(later)).isEmpty();
    }

    @Test
    void aRunIsReplacedByALaterOneOfTheSameHead() {
        database.run(transaction -> {
            transaction.runs().save(new Run(id, HEAD, RunOutcome.ERRORS, List.of(), List.of("x"), clock.instant()));
            transaction.runs().save(new Run(id, HEAD, RunOutcome.PASSED, List.of(), List.of(), clock.instant()));
        });

        assertThat(runAt(HEAD).orElseThrow().outcome()).isEqualTo(RunOutcome.PASSED);
    }

    @Test
    void aRunOfAContributionThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> database.run(transaction -> transaction
                        .runs()
                        .save(new Run(
                                new ContributionId(1, 1),
                                HEAD,
                                RunOutcome.PASSED,
                                List.of(),
                                List.of(),
                                clock.instant()))))
                .hasStackTraceContaining("oreign key");
    }

    @Test
    void aSampleIsFoundByItsHeadAndByItsDigest() {
        var report = report();

        Digest digest = database.write(transaction -> transaction.samples().save(report));

        Optional<SampleReport> byHead = database.read(tables -> tables.samples().find(id, HEAD));
        Optional<SampleReport> byDigest =
                database.read(tables -> tables.samples().find(digest));
        Optional<SampleReport> other = database.read(tables -> tables.samples().find(id, later));
        assertThat(byHead).contains(report);
        assertThat(byDigest).contains(report);
        assertThat(other).isEmpty();
    }

    @Test
    void anArtifactIsNotedOnce() {
        var digest = Digest.of("bytes");
        database.run(transaction -> {
            transaction.artifacts().note(digest, 5, "leaf haiku");
            transaction.artifacts().note(digest, 5, "leaf ode");
        });

        Optional<StoredArtifact> noted =
                database.read(tables -> tables.artifacts().find(digest));
        assertThat(noted).contains(new StoredArtifact(digest, 5, "leaf haiku", clock.instant()));
        assertThat(database.<Long>read(tables -> tables.artifacts().totalSize()))
                .isEqualTo(5);
    }

    @Test
    void theExamplesOfALeafAreReplacedAsAWhole() {
        var first = new KnownExample(Digest.of("one"), new byte[] {1, 2});
        var second = new KnownExample(Digest.of("two"), new byte[] {3});
        database.run(transaction -> {
            transaction.leafExamples().replace(77, "a/qna.yaml", "blob1", List.of(first, second));
            transaction.leafExamples().replace(77, "b/qna.yaml", "blob2", List.of(first));
            transaction.leafExamples().replace(78, "a/qna.yaml", "blob3", List.of(first));
            transaction.leafExamples().replace(77, "a/qna.yaml", "blob4", List.of(second));
            transaction.leafExamples().remove(77, "b/qna.yaml");
        });

        Map<String, String> blobs =
                database.read(tables -> tables.leafExamples().blobs(77));
        assertThat(blobs).containsOnly(Map.entry("a/qna.yaml", "blob4"));
        var seen = new ArrayList<String>();
        database.<Boolean>read(tables -> {
            tables.leafExamples()
                    .forEach(
                            77, (path, example) -> seen.add(path + " " + example.text() + " " + example.shingles()[0]));
            return true;
        });
        assertThat(seen).containsExactly("a/qna.yaml " + second.text() + " 3");
    }

    @Test
    void whoReadsCannotWrite() {
        assertThatThrownBy(() -> database.<Boolean>read(tables -> {
                    tables.forgeIds().remember("comment:1", 1);
                    return true;
                }))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("read");
    }

    @Test
    void aTransactionWithinATransactionIsNamed() {
        assertThatThrownBy(() -> database.run(transaction -> database.run(inner -> {})))
                .hasMessageContaining("A transaction is open on this thread");
        database.run(transaction -> transaction.forgeIds().remember("comment:1", 1));
    }

    private Optional<Run> runAt(CommitId head) {
        return database.read(tables -> tables.runs().find(id, head));
    }

    private static Finding finding() {
        return new Finding(
                "lint",
                Severity.WARNING,
                "compositional_skills/haiku/qna.yaml",
                new Position(3, 9),
                "/domain",
                "trailing spaces",
                "Remove them.",
                new Edit(new Position(3, 9), new Position(3, 12), ""));
    }

    private static Leaf skill() {
        return new Leaf.Skill(
                "compositional_skills/ode", 2, "ada", "odes", List.of(new SkillExample(null, "q?", "an \"answer\"")));
    }

    private static Leaf knowledge() {
        return new Leaf.Knowledge(
                "knowledge/trees",
                3,
                "ada",
                "botany",
                "On trees",
                new DocumentSource("https://example.org/trees.git", "c".repeat(40), List.of("*.md")),
                List.of(new KnowledgeExample("A tree is tall.", List.of(new QuestionAndAnswer("How?", "Tall.")))));
    }

    private SampleReport report() {
        var kept = new SampleRow("context", "q?", "a", new Score(2, 3), "fits", null);
        var rejected = new SampleRow(null, "q?", null, null, "off topic", "filter_questions");
        return new SampleReport(
                id,
                HEAD,
                "stand-in",
                List.of(new LeafSample(
                        "compositional_skills/ode",
                        LeafKind.FREEFORM_SKILL,
                        "full/freeform_skills",
                        new Funnel(List.of(new Funnel.Step("gen", 2, "questions"), new Funnel.Step("eval", 1, "kept"))),
                        List.of(kept),
                        List.of(rejected),
                        List.of("a note"),
                        null,
                        new Usage(3, 200, 100),
                        1_234)),
                List.of("compositional_skills/left_out"),
                new Usage(3, 200, 100),
                1_300);
    }
}

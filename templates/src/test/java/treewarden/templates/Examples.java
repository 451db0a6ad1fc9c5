package treewarden.templates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Person;
import treewarden.domain.Position;
import treewarden.domain.Reason;
import treewarden.domain.Repository;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.Usage;

/** Contributions to talk about. */
final class Examples {
    static final String COMMIT = "4f1c2a9d0b7e6358c1d2e3f4a5b6c7d8e9f0a1b2";
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Links LINKS = new Links(
            "https://code.example/instructlab/taxonomy/blob/" + COMMIT + "/",
            "https://triage.example/contributions/instructlab/taxonomy/12",
            "https://code.example/instructlab/taxonomy/runs/77");
    static final String HAIKU = "compositional_skills/writing/haiku/qna.yaml";
    static final String TIDES = "knowledge/science/oceanography/tides/qna.yaml";

    private Examples() {}

    static CommentModel in(ContributionState state, List<CheckedLeaf> leaves, LeafSampleState sample) {
        return of(state, ChangeScope.LEAVES, leaves, sample, List.of());
    }

    static CommentModel of(
            ContributionState state,
            ChangeScope scope,
            List<CheckedLeaf> leaves,
            LeafSampleState sample,
            List<String> notes) {
        return by("ana", state, scope, leaves, sample, notes);
    }

    static CommentModel by(
            String login,
            ContributionState state,
            ChangeScope scope,
            List<CheckedLeaf> leaves,
            LeafSampleState sample,
            List<String> notes) {
        var contribution = new Contribution(
                new ContributionId(1, 12),
                new Repository(1, "instructlab", "taxonomy", 5),
                "Haiku about the seasons",
                new Person(7, login),
                new CommitId(COMMIT),
                state,
                List.of(LeafKind.FREEFORM_SKILL),
                List.of("compositional_skills/writing/haiku"),
                leaves.size(),
                (int) leaves.stream().mapToLong(CheckedLeaf::errors).sum(),
                (int) leaves.stream().mapToLong(CheckedLeaf::warnings).sum(),
                null,
                null,
                true,
                null,
                null,
                NOON,
                NOON,
                NOON,
                1);
        return new CommentModel(contribution, scope, leaves, sample, LINKS, COMMIT, NOON, notes);
    }

    /** A contribution that mira put into this state. */
    static CommentModel decided(ContributionState state, String reason) {
        var model = in(
                state, List.of(clean("compositional_skills/writing/haiku/qna.yaml")), new LeafSampleState.NotYet(""));
        var decided = model.contribution().inState(state, new Reason(reason, new Person(8, "mira-lindqvist")), NOON);
        return new CommentModel(
                decided, model.scope(), model.leaves(), model.sample(), LINKS, COMMIT, NOON, model.notes());
    }

    static CheckedLeaf clean(String path) {
        return new CheckedLeaf(path, 3, List.of(), null);
    }

    static CheckedLeaf with(String path, Finding... findings) {
        return new CheckedLeaf(path, 3, List.of(findings), null);
    }

    static Finding error(String rule, String path, int line, String message, String remedy) {
        return new Finding(rule, Severity.ERROR, path, new Position(line, 3), "/x", message, remedy, null);
    }

    static Finding warning(String rule, String path, int line, String message, String remedy) {
        return new Finding(rule, Severity.WARNING, path, new Position(line, 3), "/x", message, remedy, null);
    }

    static List<CheckedLeaf> twoLeavesWithThreeThingsToChange() {
        return List.of(
                with(
                        HAIKU,
                        warning("length", HAIKU, 4, "The question has 412 words.", "Shorten it to at most 250 words."),
                        error(
                                "schema",
                                HAIKU,
                                2,
                                "There are 3 seed examples; a skill needs at least 5.",
                                "Add 2 more under \"seed_examples\"."),
                        error("schema", HAIKU, 1, "\"task_description\" is missing.", "Add \"task_description\".")),
                with(
                        TIDES,
                        new Finding(
                                "attribution",
                                Severity.ERROR,
                                TIDES,
                                Position.START,
                                "",
                                "There is no attribution.txt beside the leaf.",
                                "Add one that names the source and its licence.",
                                null)));
    }

    static SampleReport report() {
        return report(List.of(haikuSample(), tidesSample()), List.of());
    }

    static SampleReport report(List<LeafSample> leaves, List<String> omitted) {
        return new SampleReport(
                new ContributionId(1, 12),
                new CommitId(COMMIT),
                "stand-in-teacher-7b",
                leaves,
                omitted,
                new Usage(128, 30_210, 15_000),
                92_400);
    }

    static LeafSample haikuSample() {
        return new LeafSample(
                "compositional_skills/writing/haiku",
                LeafKind.FREEFORM_SKILL,
                "full/freeform_skills",
                funnel(40, 33, 31),
                List.of(
                        kept(
                                "Write a haiku about the first frost.",
                                "White on every blade\nthe garden holds its breath",
                                3),
                        kept("Write a haiku about a night train.", "Windows pass like stars", 3),
                        kept("Write a haiku that mentions rain.", "Rain taps on the roof", 2),
                        kept("A fourth row that the comment leaves to the page.", "Yes.", 2)),
                List.of(
                        rejected("Write a poem.", null, 0, "The question asks for no haiku.", "filter_questions"),
                        rejected("Count the syllables.", "Seventeen.", 1, "It is no haiku.", "filter_pairs")),
                List.of(),
                null,
                new Usage(64, 20_000, 9_000),
                51_000);
    }

    static LeafSample tidesSample() {
        return new LeafSample(
                "knowledge/science/oceanography/tides",
                LeafKind.KNOWLEDGE,
                "full/knowledge",
                funnel(20, 18, 0),
                List.of(),
                List.of(rejected(
                        "When is high tide?", "At noon.", 0, "The passage does not say so.", "filter_faithful")),
                List.of("The seed contexts served as the document."),
                "Nothing was kept: the judge found every answer unfaithful to the passage.",
                new Usage(64, 10_210, 6_000),
                41_400);
    }

    static Funnel funnel(int made, int sensible, int kept) {
        return new Funnel(List.of(
                new Funnel.Step("gen_questions", made, "questions"),
                new Funnel.Step("filter_questions", sensible, "sensible"),
                new Funnel.Step("gen_responses", sensible, "answered"),
                new Funnel.Step("filter_pairs", kept, "kept")));
    }

    static SampleRow kept(String question, String answer, int score) {
        return new SampleRow(
                null, question, answer, new Score(score, 3), "Follows the form and is on the topic.", null);
    }

    static SampleRow rejected(String question, @Nullable String answer, int score, String reason, String by) {
        return new SampleRow(null, question, answer, new Score(score, 3), reason, by);
    }

    /** A hundred and twenty leaves: every third with two errors, every fifth with a warning. */
    static List<CheckedLeaf> manyLeaves() {
        var leaves = new ArrayList<CheckedLeaf>();
        for (int n = 0; n < 120; n++) {
            var path = "compositional_skills/batch/leaf_%03d/qna.yaml".formatted(n);
            var findings = new ArrayList<Finding>();
            if (n % 3 == 0) {
                findings.add(error("schema", path, 1, "\"created_by\" is missing.", "Add \"created_by\"."));
                findings.add(error("lint", path, 12, "Trailing spaces.", "Remove them."));
            }
            if (n % 5 == 0) {
                findings.add(warning("version", path, 1, "Version 2 is not the newest.", "Declare version 3."));
            }
            leaves.add(new CheckedLeaf(path, 2, findings, null));
        }
        return leaves;
    }

    static SampleReport manySamples(int sampled, int omitted, String words) {
        var leaves = IntStream.range(0, sampled)
                .mapToObj(n -> new LeafSample(
                        "compositional_skills/batch/leaf_%03d".formatted(n),
                        LeafKind.FREEFORM_SKILL,
                        "simple/freeform_skills",
                        funnel(10, 9, 8),
                        List.of(kept(words, words, 3), kept(words, words, 2), kept(words, words, 2)),
                        List.of(rejected(words, words, 0, words, "filter_pairs")),
                        List.of(),
                        null,
                        new Usage(10, 1_000, 900),
                        4_000))
                .toList();
        var left = IntStream.range(0, omitted)
                .mapToObj(n -> "compositional_skills/batch/left_out_%03d".formatted(n))
                .toList();
        return report(leaves, left);
    }
}

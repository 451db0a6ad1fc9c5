package treewarden.bench.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.DocumentSource;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Position;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.SkillExample;
import treewarden.domain.StoredLeaf;
import treewarden.domain.Usage;
import treewarden.store.Artifacts;
import treewarden.store.Run;
import treewarden.store.RunOutcome;

/** What the checks, the teacher and the community model leave of a contribution, and its leaf's bytes. */
final class WriteReports {
    /** Texts of leaves; each has an older version, which differs in some lines. */
    private static final int TEXTS = 250;

    private static final int LINES = 60;
    private static final int CHANGED = 8;
    private static final int EXAMPLES = 5;
    private static final int ANSWERS = 15;
    private static final String HOST = "https://code.example/";

    private final Random random = new Random(13);
    private final List<Digest> before = new ArrayList<>();
    private final List<Digest> after = new ArrayList<>();

    WriteReports(Artifacts artifacts) {
        for (int i = 0; i < TEXTS; i++) {
            var lines = IntStream.range(0, LINES)
                    .mapToObj(line -> "  - question " + line + ": what is there to say about " + words(6) + "?")
                    .collect(Collectors.toCollection(ArrayList::new));
            before.add(kept(artifacts, lines));
            for (int changed = 0; changed < CHANGED; changed++) {
                lines.set(changed * LINES / CHANGED, "  - question: what else is there about " + words(6) + "?");
            }
            after.add(kept(artifacts, lines));
        }
    }

    private static Digest kept(Artifacts artifacts, List<String> lines) {
        return artifacts.put(("version: 3\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The head's leaf. */
    StoredLeaf leaf(Contribution it) {
        return stored(it, after);
    }

    private static StoredLeaf stored(Contribution it, List<Digest> texts) {
        return new StoredLeaf(path(it), texts.get(it.id().number() % TEXTS));
    }

    private static String path(Contribution it) {
        return it.leaves().get(0) + "/qna.yaml";
    }

    Run run(Contribution it) {
        return run(it, leaf(it));
    }

    /** Of the commit that somebody judged before there was the head. */
    Run earlier(Contribution it) {
        return run(it, stored(it, before));
    }

    private Run run(Contribution it, StoredLeaf stored) {
        var leaf = it.kinds().get(0) == LeafKind.KNOWLEDGE ? knowledge(it) : skill(it);
        var content =
                new Run.Content(Digest.of("tree " + it.head().hex()).hex().substring(0, 40), "main", List.of(stored));
        return new Run(
                it.id(),
                it.head(),
                it.errors() > 0 ? RunOutcome.ERRORS : RunOutcome.PASSED,
                List.of(new CheckedLeaf(path(it), 3, findings(it), leaf)),
                List.of(),
                it.openedAt(),
                content);
    }

    private List<Finding> findings(Contribution it) {
        return Stream.concat(ofTheSchema(it), known(it)).toList();
    }

    /** Of one in ten some examples are known from elsewhere. */
    private Stream<Finding> known(Contribution it) {
        return IntStream.range(0, random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0)
                .mapToObj(i -> new Finding(
                        Finding.KNOWN_EXAMPLE,
                        Severity.WARNING,
                        path(it),
                        new Position(20 + i, 5),
                        "/seed_examples/" + i,
                        "This example is known from elsewhere.",
                        "Write another.",
                        null));
    }

    private static Stream<Finding> ofTheSchema(Contribution it) {
        return IntStream.range(0, it.errors() + it.warnings())
                .mapToObj(i -> new Finding(
                        i < it.errors() ? "schema" : "length",
                        i < it.errors() ? Severity.ERROR : Severity.WARNING,
                        path(it),
                        new Position(4 + 3 * i, 5),
                        "/seed_examples/" + i + "/question",
                        "The question has 262 words.",
                        "Shorten it to at most 250 words.",
                        null));
    }

    private Leaf skill(Contribution it) {
        var examples = IntStream.range(0, EXAMPLES)
                .mapToObj(i -> new SkillExample(null, question(), "It is about " + words(20) + "."))
                .toList();
        return new Leaf.Skill(it.leaves().get(0), 3, it.author().login(), "Talk about " + words(8), examples);
    }

    private Leaf knowledge(Contribution it) {
        var examples = IntStream.range(0, EXAMPLES)
                .mapToObj(i -> new KnowledgeExample(
                        words(60),
                        IntStream.range(0, 3)
                                .mapToObj(pair -> new QuestionAndAnswer(question(), words(15)))
                                .toList()))
                .toList();
        return new Leaf.Knowledge(
                it.leaves().get(0),
                3,
                it.author().login(),
                "oceanography",
                "What there is to know about " + words(8),
                new DocumentSource(HOST + "docs/tides", "0".repeat(40), List.of("tides/*.md")),
                examples);
    }

    SampleReport sample(Contribution it, int made, int kept) {
        var rows = IntStream.range(0, made).mapToObj(i -> row(i < kept)).toList();
        var funnel =
                new Funnel(List.of(new Funnel.Step("make", made, "questions"), new Funnel.Step("keep", kept, "kept")));
        boolean isKnowledge = it.kinds().get(0) == LeafKind.KNOWLEDGE;
        var leaf = new LeafSample(
                it.leaves().get(0),
                it.kinds().get(0),
                isKnowledge ? "full/knowledge" : "full/freeform_skills",
                funnel,
                rows.stream().filter(SampleRow::isKept).toList(),
                rows.stream().filter(row -> !row.isKept()).toList(),
                isKnowledge
                        ? List.of(
                                new DocumentNote("tides/one.md", Digest.of("one"), 12, null),
                                new DocumentNote("tides/two.md", Digest.of("two"), 7, null))
                        : List.of(),
                List.of("Trial of " + made + " questions; a release generates more."),
                null,
                Usage.NONE,
                1_000,
                Digest.of("pipeline"));
        return new SampleReport(it.id(), it.head(), "teacher", List.of(leaf), List.of(), Usage.NONE, 1_000);
    }

    private SampleRow row(boolean isKept) {
        return new SampleRow(
                null,
                question(),
                words(25) + ".",
                new Score(isKept ? 2 + random.nextInt(2) : 1, 3),
                "It answers the question and stays with the matter.",
                isKept ? null : "filter_pairs");
    }

    PrecheckReport precheck(Contribution it) {
        var answers = IntStream.range(0, ANSWERS)
                .mapToObj(i -> new PrecheckAnswer(
                        it.leaves().get(0),
                        1 + i % EXAMPLES,
                        null,
                        question(),
                        words(15),
                        words(25),
                        new Score(1 + random.nextInt(5), PrecheckAnswer.BEST),
                        "It names some of what was expected.",
                        null))
                .toList();
        return new PrecheckReport(
                it.id(),
                it.head(),
                null,
                "community-7b",
                "judge-70b",
                "1",
                List.of(leaf(it)),
                List.of(),
                answers,
                0,
                80,
                Usage.NONE,
                it.openedAt().plus(Duration.ofMinutes(1)),
                1_000);
    }

    /** The commit before the head. */
    static CommitId judged(int number) {
        return FillQueue.head(-number);
    }

    private String question() {
        return "How do " + words(3) + " come about, and what has that to do with " + words(2) + "?";
    }

    private String words(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> FillQueue.WORDS[random.nextInt(FillQueue.WORDS.length)])
                .collect(Collectors.joining(" "));
    }
}

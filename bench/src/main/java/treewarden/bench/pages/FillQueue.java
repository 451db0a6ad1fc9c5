package treewarden.bench.pages;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Digest;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.JobPayload;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Person;
import treewarden.domain.Position;
import treewarden.domain.Repository;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.SkillExample;
import treewarden.domain.Usage;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.KnownExample;
import treewarden.store.Run;
import treewarden.store.RunOutcome;
import treewarden.store.Transaction;

/** Fills a database with contributions as a community of years has them: most are done, some thousands are under way. */
final class FillQueue {
    static final Repository TAXONOMY = new Repository(1, "instructlab", "taxonomy", 5);
    static final int ROWS_OF_A_SAMPLE = 10;
    static final int PEOPLE = 5_000;

    private static final int AT_ONCE = 500;
    static final int KNOWN_LEAVES = 2_000;
    private static final int TRIAGERS = 20;
    static final int CONTRIBUTIONS_OF_A_JOB = 200;
    private static final int UNDER_WAY_OF_A_HUNDRED = 5;
    private static final String[] WORDS =
            ("tides haiku moon grammar history physics algebra rivers bridges poetry cooking"
                            + " chess glaciers insects opera maps weather pottery law birds soil music stars bread ships")
                    .split(" ");
    private static final ContributionState[] UNDER_WAY = {
        ContributionState.NEEDS_CHANGES,
        ContributionState.AWAITING_TRIAGE,
        ContributionState.CHANGES_REQUESTED,
        ContributionState.UNCERTAIN,
        ContributionState.ON_HOLD,
        ContributionState.APPROVED,
        ContributionState.WAITING_FOR_GO
    };
    private static final ContributionState[] DONE = {
        ContributionState.RELEASED, ContributionState.RELEASED, ContributionState.REJECTED, ContributionState.CLOSED
    };

    private final Random random = new Random(7);
    private final Instant now = Clock.systemUTC().instant();

    /** Fills the file with so many, of which each has a checked leaf and a sample of {@link #ROWS_OF_A_SAMPLE} rows. */
    void fill(Path file, int contributions) {
        try (var database = Database.open(DatabaseConfig.sqlite(file), Clock.systemUTC())) {
            database.migrate();
            database.run(this::knownLeaves);
            database.run(new FillReleases()::fill);
            for (int from = 1; from <= contributions; from += AT_ONCE) {
                int first = from;
                int last = Math.min(contributions, from + AT_ONCE - 1);
                database.run(transaction ->
                        IntStream.rangeClosed(first, last).forEach(number -> add(transaction, number, contributions)));
            }
        }
    }

    static Person triager(int number) {
        return new Person(PEOPLE + number, "triager" + number);
    }

    static CommitId head(int number) {
        return new CommitId(Digest.of("head " + number).hex().substring(0, 40));
    }

    /** A folder of the taxonomy: a hundred, with twenty leaves each. */
    static String leaf(int number) {
        int folder = number % 100;
        return (folder % 2 == 0 ? "knowledge/" : "compositional_skills/") + WORDS[folder % WORDS.length] + "/area"
                + folder + "/leaf" + number % KNOWN_LEAVES;
    }

    private void knownLeaves(Transaction transaction) {
        transaction.repositories().remember(TAXONOMY);
        for (int i = 0; i < KNOWN_LEAVES; i++) {
            var example = new KnownExample(Digest.of("leaf " + i), new byte[64]);
            transaction
                    .leafExamples()
                    .replace(TAXONOMY.id(), leaf(i), Digest.of("blob " + i).hex(), List.of(example, example, example));
        }
    }

    private void add(Transaction transaction, int number, int of) {
        var it = contribution(number, of);
        transaction.apply(
                new Decision(it, List.of(), List.of(), "treewarden", it.turn().why()));
        transaction.runs().save(run(it));
        transaction.samples().save(sample(it));
        if (number % CONTRIBUTIONS_OF_A_JOB == 0) {
            transaction.enqueue(new JobPayload.CheckContribution(it.id()));
        }
    }

    private Contribution contribution(int number, int of) {
        // The newest are under way, and some of the others.
        boolean isUnderWay =
                number > of - of * UNDER_WAY_OF_A_HUNDRED / 200 || random.nextInt(200) < UNDER_WAY_OF_A_HUNDRED;
        var states = isUnderWay ? UNDER_WAY : DONE;
        var opened = now.minus(Duration.ofMinutes(20L * (of - number) + random.nextInt(20)));
        var since = opened.plus(Duration.ofMinutes(random.nextInt(20 * (of - number) + 1)));
        int kept = random.nextInt(ROWS_OF_A_SAMPLE + 1);
        return new Contribution(
                new ContributionId(TAXONOMY.id(), number),
                TAXONOMY,
                "Add a leaf on " + word() + " and " + word() + ", part " + random.nextInt(50),
                new Person(number % PEOPLE, "person" + number % PEOPLE),
                head(number),
                states[random.nextInt(states.length)],
                List.of(LeafKind.values()[number % 3]),
                List.of(leaf(number)),
                1,
                random.nextInt(5) == 0 ? 1 : 0,
                random.nextInt(3),
                ROWS_OF_A_SAMPLE,
                kept,
                true,
                null,
                random.nextInt(3) == 0 ? triager(number % TRIAGERS) : null,
                opened,
                since,
                since,
                0);
    }

    private Run run(Contribution it) {
        var examples = IntStream.range(0, 5)
                .mapToObj(i -> new SkillExample(null, "What about " + word() + "?", "It is about " + word() + "."))
                .toList();
        var leaf = new Leaf.Skill(it.leaves().get(0), 3, it.author().login(), "Talk about " + word(), examples);
        var path = leaf.path() + "/qna.yaml";
        var checked = new CheckedLeaf(path, 3, known(path), leaf);
        return new Run(it.id(), it.head(), RunOutcome.PASSED, List.of(checked), List.of(), it.openedAt());
    }

    /** Of one in ten some examples are known from elsewhere. */
    private List<Finding> known(String path) {
        int examples = random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0;
        return Collections.nCopies(
                examples,
                new Finding(
                        Finding.KNOWN_EXAMPLE,
                        Severity.WARNING,
                        path,
                        Position.START,
                        "/seed_examples/0",
                        "This example is known from elsewhere.",
                        "Write another.",
                        null));
    }

    private SampleReport sample(Contribution it) {
        var rows = IntStream.range(0, ROWS_OF_A_SAMPLE)
                .mapToObj(i -> new SampleRow(
                        null,
                        "Question " + i + ": how do " + word() + " come about, and what have " + word()
                                + " to do with it?",
                        "They come about when " + word() + " meet " + word()
                                + "; the rest is a matter of patience and time.",
                        new Score(1 + random.nextInt(3), 3),
                        "It answers the question and stays with the matter.",
                        null))
                .toList();
        var funnel = new Funnel(List.of(
                new Funnel.Step("make", ROWS_OF_A_SAMPLE, "questions"),
                new Funnel.Step("keep", ROWS_OF_A_SAMPLE, "kept")));
        var leaf = new LeafSample(
                it.leaves().get(0),
                LeafKind.FREEFORM_SKILL,
                "full/freeform_skills",
                funnel,
                rows,
                List.of(),
                List.of(),
                null,
                Usage.NONE,
                1_000);
        return new SampleReport(it.id(), it.head(), "teacher", List.of(leaf), List.of(), Usage.NONE, 1_000);
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}

package treewarden.bench.pages;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import treewarden.bot.check.ShowContribution;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Digest;
import treewarden.domain.Effect;
import treewarden.domain.JobPayload;
import treewarden.domain.LeafKind;
import treewarden.domain.Person;
import treewarden.domain.Repository;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.KnownExample;
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
    static final String[] WORDS = ("tides haiku moon grammar history physics algebra rivers bridges poetry cooking"
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

    /** Of these the commit before the head was judged, so that there is something to compare. */
    private static final int JUDGED_ONE_OF = 4;

    private static final int PRECHECKED_ONE_OF = 3;

    private final ShowContribution shown = new ShowContribution(ServePages.ADDRESSES);
    private final WriteReports reports;

    FillQueue(Artifacts artifacts) {
        this.reports = new WriteReports(artifacts);
    }

    /**
     * Fills a folder with so many, of which each has a checked leaf, whose bytes are kept, and all but those under way a
     * sample of {@link #ROWS_OF_A_SAMPLE} rows.
     */
    static void fill(Path folder, int contributions) throws SQLException {
        var file = ServePages.database(folder);
        try (var database = Database.open(DatabaseConfig.sqlite(file), Clock.systemUTC())) {
            database.migrate();
            new FillQueue(ServePages.artifacts(folder)).fill(database, contributions);
        }
        FillUnderWay.fill(file);
    }

    private void fill(Database database, int contributions) {
        database.run(this::knownLeaves);
        database.run(new FillReleases()::fill);
        for (int from = 1; from <= contributions; from += AT_ONCE) {
            int first = from;
            int last = Math.min(contributions, from + AT_ONCE - 1);
            database.run(transaction ->
                    IntStream.rangeClosed(first, last).forEach(number -> add(transaction, number, contributions)));
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
        var made = contribution(number, of);
        var sight = Sight.of(number);
        var it = sight.isPresent() || number % JUDGED_ONE_OF == 0 ? afterAReview(transaction, made) : made;
        var saved = transaction.apply(
                new Decision(it, List.of(), List.of(), "treewarden", it.turn().why()));
        transaction.runs().save(reports.run(saved));
        var kept = saved.sampleKept();
        if (kept != null) {
            transaction.samples().save(reports.sample(saved, ROWS_OF_A_SAMPLE, kept));
        }
        if (sight.equals(Optional.of(Sight.FOUND)) || number % PRECHECKED_ONE_OF == 0) {
            transaction.prechecks().save(reports.precheck(saved));
        }
        if (!saved.state().isOver()) {
            tell(transaction, saved);
        }
        if (number % CONTRIBUTIONS_OF_A_JOB == 0) {
            transaction.enqueue(new JobPayload.CheckContribution(saved.id()));
        }
        if (saved.state() == ContributionState.SAMPLING) {
            transaction.enqueue(
                    new JobPayload.RunSample(saved.id(), saved.head(), List.of(reports.leaf(saved)), List.of()));
        }
    }

    /** Somebody asked for changes, and there was another push. */
    private Contribution afterAReview(Transaction transaction, Contribution it) {
        var reviewed = at(it, WriteReports.judged(it.id().number()), ContributionState.CHANGES_REQUESTED, 0);
        var judge = triager(3);
        var saved = transaction.apply(new Decision(
                reviewed,
                List.of(),
                List.of(),
                judge.login() + " (" + judge.id() + ")",
                "/request-changes Name the sources, please."));
        transaction.runs().save(reports.earlier(saved));
        return at(it, it.head(), it.state(), saved.version());
    }

    /** The code host shows the comment; of those that are over it is forgotten what was told, as after a month. */
    private void tell(Transaction transaction, Contribution it) {
        transaction.show(
                TAXONOMY,
                shown.effects(transaction, it).stream()
                        .filter(Effect.ShowComment.class::isInstance)
                        .toList());
        transaction
                .outbox()
                .waiting(TAXONOMY.installation(), 1)
                .forEach(waiting -> transaction.outbox().delivered(waiting.id()));
    }

    private static Contribution at(Contribution it, CommitId head, ContributionState state, long version) {
        return new Contribution(
                it.id(),
                it.repository(),
                it.title(),
                it.author(),
                head,
                state,
                it.kinds(),
                it.leaves(),
                it.leafCount(),
                it.errors(),
                it.warnings(),
                it.sampleMade(),
                it.sampleKept(),
                it.goGiven(),
                it.reason(),
                it.assignee(),
                it.openedAt(),
                it.stateSince(),
                it.updatedAt(),
                version);
    }

    private Contribution contribution(int number, int of) {
        // The newest are under way, and of the others those of which it is known what they show.
        boolean isUnderWay = number > of - of * UNDER_WAY_OF_A_HUNDRED / 200;
        var states = isUnderWay ? UNDER_WAY : DONE;
        var opened = now.minus(Duration.ofMinutes(20L * (of - number) + random.nextInt(20)));
        var since = opened.plus(Duration.ofMinutes(random.nextInt(20 * (of - number) + 1)));
        int kept = random.nextInt(ROWS_OF_A_SAMPLE + 1);
        var sight = Sight.of(number);
        boolean isSampled = sight.isEmpty() || sight.get() == Sight.SAMPLED;
        return new Contribution(
                new ContributionId(TAXONOMY.id(), number),
                TAXONOMY,
                "Add a leaf on " + word() + " and " + word() + ", part " + random.nextInt(50),
                new Person(number % PEOPLE, "person" + number % PEOPLE),
                head(number),
                sight.map(Sight::state).orElse(states[random.nextInt(states.length)]),
                List.of(sight.isPresent() ? LeafKind.KNOWLEDGE : LeafKind.values()[number % 3]),
                List.of(leaf(number)),
                1,
                sight.equals(Optional.of(Sight.FOUND)) ? 5 : sight.isEmpty() && random.nextInt(5) == 0 ? 1 : 0,
                sight.isPresent() ? 3 : random.nextInt(3),
                isSampled ? (Integer) ROWS_OF_A_SAMPLE : null,
                isSampled ? (Integer) (sight.isPresent() ? ROWS_OF_A_SAMPLE / 2 : kept) : null,
                true,
                null,
                random.nextInt(3) == 0 ? triager(number % TRIAGERS) : null,
                opened,
                since,
                since,
                0);
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}

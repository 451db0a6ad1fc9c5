package treewarden.web;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.Person;
import treewarden.domain.Repository;
import treewarden.domain.StoredLeaf;
import treewarden.store.Run;
import treewarden.store.RunOutcome;

/** Builds contributions, saying only what a test is about. */
final class Given {
    static final Repository TAXONOMY = new Repository(1, "instructlab", "taxonomy", 5);

    private final int number;
    private Repository repository = TAXONOMY;
    private String title = "Haiku about the seasons";
    private String author = "ana";
    private ContributionState state = ContributionState.AWAITING_TRIAGE;
    private List<LeafKind> kinds = List.of(LeafKind.FREEFORM_SKILL);
    private List<String> leaves = List.of("compositional_skills/writing/poetry/haiku");
    private int leafCount = 1;
    private int errors;
    private int warnings;
    private @Nullable Integer made;
    private @Nullable Integer kept;
    private Duration age = Duration.ofHours(2);
    private long version;
    private int push;

    private Given(int number) {
        this.number = number;
    }

    static Given contribution(int number) {
        return new Given(number);
    }

    static CommitId head(int number) {
        return new CommitId(Digest.of("head " + number).hex().substring(0, 40));
    }

    static CommitId head(int number, int push) {
        return push == 0
                ? head(number)
                : new CommitId(
                        Digest.of("head " + number + " push " + push).hex().substring(0, 40));
    }

    Given to(Repository its) {
        repository = its;
        return this;
    }

    Given titled(String its) {
        title = its;
        return this;
    }

    Given by(String login) {
        author = login;
        return this;
    }

    Given in(ContributionState its) {
        state = its;
        return this;
    }

    Given of(LeafKind kind, String... paths) {
        kinds = List.of(kind);
        leaves = List.of(paths);
        leafCount = paths.length;
        return this;
    }

    Given leaves(int count) {
        leafCount = count;
        return this;
    }

    Given found(int itsErrors, int itsWarnings) {
        errors = itsErrors;
        warnings = itsWarnings;
        return this;
    }

    Given sampled(int itsMade, int itsKept) {
        made = itsMade;
        kept = itsKept;
        return this;
    }

    Given since(Duration itsAge) {
        age = itsAge;
        return this;
    }

    /** The push after that many others. */
    Given pushed(int its) {
        push = its;
        return this;
    }

    /** The version that it replaces. */
    Given version(long its) {
        version = its;
        return this;
    }

    Contribution now() {
        return new Contribution(
                new ContributionId(repository.id(), number),
                repository,
                title,
                new Person(number, author),
                head(number, push),
                state,
                kinds,
                leaves,
                leafCount,
                errors,
                warnings,
                made,
                kept,
                true,
                null,
                null,
                Site.NOON.minus(age).minus(Duration.ofDays(1)),
                Site.NOON.minus(age),
                Site.NOON.minus(age),
                version);
    }

    static Run run(int number, RunOutcome outcome, CheckedLeaf... leaves) {
        return new Run(
                new ContributionId(TAXONOMY.id(), number),
                head(number),
                outcome,
                List.of(leaves),
                List.of(),
                Site.NOON.minus(Duration.ofHours(2)));
    }

    /** A check that read these leaves. */
    static Run read(Contribution it, StoredLeaf... leaves) {
        return new Run(
                it.id(),
                it.head(),
                RunOutcome.PASSED,
                List.of(),
                List.of(),
                Site.NOON.minus(Duration.ofHours(2)),
                new Run.Content("tree", "main", List.of(leaves)));
    }

    static Contribution[] many(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        n -> contribution(n).titled("Contribution number " + n).now())
                .toArray(Contribution[]::new);
    }
}

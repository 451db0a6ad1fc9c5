package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Position;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.Usage;

/** What the pages around the queue show: the tree, the days, the scores, the views that people keep. */
class QueueFiguresTest extends Contract {
    @Test
    void theTreeKnowsTheLeavesOfWhatIsUnderWay() {
        apply(decide(about(1, "a", "ada", "knowledge/x", "knowledge/x-y/z").withSample(1, 1)));
        apply(decide(about(2, "b", "ada", "knowledge/x/deep").inState(ContributionState.MERGED, clock.instant())));
        apply(decide(about(3, "c", "ada", "knowledge/x/deep")));

        assertThat(leaves("knowledge/x")).containsExactly("knowledge/x 1 true", "knowledge/x/deep 3 false");
        assertThat(leaves("")).hasSize(3);
    }

    @Test
    void theTreeKnowsTheLeavesOfTheBaseBranchByFolder() {
        var example = new KnownExample(Digest.of("x"), new byte[2]);
        database.run(transaction -> {
            for (var path : List.of("knowledge/x", "knowledge/x/deep", "knowledge/x-y", "knowledge/X")) {
                transaction.leafExamples().replace(TAXONOMY.id(), path, "blob", List.of(example, example));
            }
        });

        assertThat(database.<List<String>>read(tables -> tables.leafExamples().below(TAXONOMY.id(), "knowledge/x", 9)))
                .containsExactly("knowledge/x", "knowledge/x/deep");
        assertThat(database.<List<String>>read(tables -> tables.leafExamples().below(TAXONOMY.id(), "", 9)))
                .containsExactly("knowledge/X", "knowledge/x", "knowledge/x-y", "knowledge/x/deep");
    }

    @Test
    void theJudgesMeanScoreOfASampleIsKnownWithoutReadingIt() {
        var judged = apply(decide(about(1, "a", "ada", "knowledge/x").withSample(3, 2)));
        var other = apply(decide(about(2, "b", "ada", "knowledge/x").withSample(1, 1)));
        database.run(transaction -> {
            transaction.samples().save(report(judged, new Score(3, 3), new Score(1, 2), null));
            transaction.samples().save(report(other));
        });

        var search = new ContributionSearch(Set.of(judged.state()), "", List.of(), ContributionSearch.Order.AGE, 10, 0);
        assertThat(database.<List<SearchContributions.Listed>>read(
                        tables -> tables.search().find(search).page()))
                .containsExactly(
                        new SearchContributions.Listed(judged, 0.75, 0),
                        new SearchContributions.Listed(other, null, 0));
    }

    @Test
    void duplicatesAndLowScoresAreFoundAsSoonAsTheyAreWrittenAndNotOfAnOlderHead() {
        var first = apply(decide(about(1, "a", "ada", "knowledge/x").withSample(3, 2)));
        var other = apply(decide(about(2, "b", "ada", "knowledge/x").withSample(1, 1)));
        database.run(transaction -> {
            transaction.samples().save(report(first, new Score(1, 3)));
            transaction.samples().save(report(other, new Score(3, 3)));
            transaction.runs().save(run(first, Finding.KNOWN_EXAMPLE));
            transaction.runs().save(run(other, "schema"));
        });

        assertThat(with(Trait.LOW_SCORE)).containsExactly(first.id());
        assertThat(with(Trait.WITH_DUPLICATES)).containsExactly(first.id());

        database.run(transaction -> {
            transaction.samples().save(report(first, new Score(2, 3)));
            transaction.runs().save(run(other, Finding.KNOWN_EXAMPLE));
        });
        assertThat(with(Trait.LOW_SCORE)).isEmpty();
        assertThat(with(Trait.WITH_DUPLICATES)).containsExactly(first.id(), other.id());

        apply(decide(with(first, new CommitId("f".repeat(40)), 0)));
        assertThat(with(Trait.WITH_DUPLICATES)).containsExactly(other.id());
    }

    @Test
    void theQueueIsReadByErrorsAndByWhatWasKept() {
        apply(decide(about(1, "a", "ada", "knowledge/x")));
        apply(decide(about(2, "a", "ada", "knowledge/x").withSample(10, 9)));
        apply(decide(about(3, "a", "ada", "knowledge/x").withSample(10, 2)));
        apply(decide(with(about(4, "a", "ada", "knowledge/x"), HEAD, 4)));
        apply(decide(with(about(5, "a", "ada", "knowledge/x"), HEAD, 9)));

        for (var text : List.of("", "ada")) {
            assertThat(found(text, List.of(), ContributionSearch.Order.FINDINGS))
                    .extracting(ContributionId::number)
                    .containsExactly(5, 4, 1, 2, 3);
            assertThat(found(text, List.of(), ContributionSearch.Order.YIELD))
                    .extracting(ContributionId::number)
                    .containsExactly(3, 2, 1, 4, 5);
        }
    }

    @Test
    void theQueueIsReadByScoreTheLowestFirstAndByWhatIsKnownTheMostFirst() {
        var good = apply(decide(about(1, "a", "ada", "knowledge/x").withSample(1, 1)));
        var bad = apply(decide(about(2, "a", "ada", "knowledge/x").withSample(1, 1)));
        var unjudged = apply(decide(about(3, "a", "ada", "knowledge/x").withSample(1, 1)));
        apply(decide(about(4, "a", "ada", "knowledge/x")));
        database.run(transaction -> {
            transaction.samples().save(report(good, new Score(3, 3)));
            transaction.samples().save(report(bad, new Score(0, 3)));
            transaction.samples().save(report(unjudged));
            transaction.runs().save(run(unjudged, Finding.KNOWN_EXAMPLE, Finding.KNOWN_EXAMPLE));
            transaction.runs().save(run(good, "schema", Finding.KNOWN_EXAMPLE));
        });

        for (var text : List.of("", "ada")) {
            assertThat(numbers(text, ContributionSearch.Order.SCORE)).containsExactly(2, 1, 3, 4);
            assertThat(numbers(text, ContributionSearch.Order.DUPLICATES)).containsExactly(3, 1, 2, 4);
        }

        database.run(transaction -> {
            transaction.samples().save(report(good, new Score(1, 9)));
            transaction.samples().save(report(bad, new Score(1, 2)));
            transaction.runs().save(run(unjudged, "schema"));
        });
        assertThat(numbers("", ContributionSearch.Order.SCORE)).containsExactly(1, 2, 3, 4);
        assertThat(numbers("", ContributionSearch.Order.DUPLICATES)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void whatWasWrittenOfAHeadCountsWhileItIsTheHead() {
        var first = apply(decide(about(1, "a", "ada", "knowledge/x").withSample(1, 1)));
        apply(decide(about(2, "a", "ada", "knowledge/x")));
        database.run(transaction -> {
            transaction.samples().save(report(first, new Score(1, 4)));
            transaction.runs().save(run(first, Finding.KNOWN_EXAMPLE));
        });
        assertThat(listed(1)).isEqualTo(new SearchContributions.Listed(first, 0.25, 1));

        var moved = apply(decide(with(first, new CommitId("f".repeat(40)), 0)));
        assertThat(listed(1)).isEqualTo(new SearchContributions.Listed(moved, null, 0));
        database.run(transaction -> transaction.samples().save(report(first, new Score(2, 4))));
        assertThat(listed(1)).isEqualTo(new SearchContributions.Listed(moved, null, 0));

        var back = apply(decide(with(moved, first.head(), 0)));
        assertThat(listed(1)).isEqualTo(new SearchContributions.Listed(back, 0.5, 1));
        assertThat(with(Trait.LOW_SCORE)).containsExactly(first.id());
    }

    private SearchContributions.Listed listed(int number) {
        var search = new ContributionSearch(
                EnumSet.allOf(ContributionState.class), "", List.of(), ContributionSearch.Order.AGE, 10, 0);
        return database
                .<List<SearchContributions.Listed>>read(
                        tables -> tables.search().find(search).page())
                .stream()
                .filter(each -> each.contribution().id().number() == number)
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> numbers(String text, ContributionSearch.Order order) {
        return found(text, List.of(), order).stream()
                .map(ContributionId::number)
                .toList();
    }

    private static Contribution with(Contribution it, CommitId head, int errors) {
        return new Contribution(
                it.id(),
                it.repository(),
                it.title(),
                it.author(),
                head,
                it.state(),
                it.kinds(),
                it.leaves(),
                it.leafCount(),
                errors,
                it.warnings(),
                it.sampleMade(),
                it.sampleKept(),
                it.goGiven(),
                it.reason(),
                it.assignee(),
                it.openedAt(),
                it.stateSince(),
                it.updatedAt(),
                it.version());
    }

    private List<ContributionId> with(Trait trait) {
        return found("", List.of(trait), ContributionSearch.Order.AGE);
    }

    private List<ContributionId> found(String text, List<Trait> traits, ContributionSearch.Order order) {
        var search = new ContributionSearch(EnumSet.allOf(ContributionState.class), text, traits, order, 10, 0);
        return database
                .<List<SearchContributions.Listed>>read(
                        tables -> tables.search().find(search).page())
                .stream()
                .map(listed -> listed.contribution().id())
                .toList();
    }

    private Run run(Contribution of, String... rules) {
        var findings = Arrays.stream(rules)
                .map(rule -> new Finding(
                        rule, Severity.WARNING, "knowledge/x/qna.yaml", Position.START, "", "It is.", "Mend.", null))
                .toList();
        return new Run(
                of.id(),
                of.head(),
                RunOutcome.PASSED,
                List.of(new CheckedLeaf("knowledge/x/qna.yaml", 3, findings, null)),
                List.of(),
                clock.instant());
    }

    private static SampleReport report(Contribution of, @Nullable Score... scores) {
        var rows = Arrays.stream(scores)
                .map(score -> new SampleRow(null, "q", "a", score, null, null))
                .toList();
        var leaf = new LeafSample(
                "knowledge/x",
                LeafKind.KNOWLEDGE,
                "full/knowledge",
                new Funnel(List.of()),
                rows,
                List.of(),
                List.of(),
                null,
                Usage.NONE,
                1);
        return new SampleReport(of.id(), of.head(), "teacher", List.of(leaf), List.of(), Usage.NONE, 1);
    }

    @Test
    void whatCameAndWentIsCountedByDayAndCanBeTakenFromTheAudit() {
        var first = apply(decide(about(1, "a", "ada", "knowledge/x")));
        apply(decide(about(2, "b", "ada", "knowledge/x")));
        apply(decide(about(3, "c", "ada", "knowledge/x").inState(ContributionState.CLOSED, clock.instant())));
        clock.advance(Duration.ofDays(3));
        var merged = apply(decide(first.inState(ContributionState.MERGED, clock.instant())));
        apply(decide(merged.inState(ContributionState.RELEASED, clock.instant())));

        List<QueueDays.Day> days = database.read(tables -> tables.queueDays().since(0));
        assertThat(days).hasSize(2);
        assertThat(days.get(0)).isEqualTo(new QueueDays.Day(days.get(0).day(), 2, 0, Duration.ZERO));
        assertThat(days.get(1)).isEqualTo(new QueueDays.Day(days.get(0).day() + 3, 0, 1, Duration.ofDays(3)));
        assertThat(database.<List<Integer>>read(tables ->
                        tables.queueDays().openedSince(List.of(clock.instant().minus(Duration.ofDays(1))))))
                .containsExactly(0, 1);

        database.run(transaction -> transaction.session().handle().execute("delete from contribution_text"));
        database.migrate();
        assertThat(database.<List<QueueDays.Day>>read(
                        tables -> tables.queueDays().since(0)))
                .isEqualTo(days);
    }

    @Test
    void aSavedViewIsItsOwnersAlone() {
        database.run(transaction -> {
            transaction.savedViews().save(1, new SavedViews.SavedView("Mine", "?state=on-hold"));
            transaction.savedViews().save(1, new SavedViews.SavedView("Mine", "?q=x"));
            transaction.savedViews().save(1, new SavedViews.SavedView("Other", ""));
            transaction.savedViews().remove(1, "Other");
            transaction.savedViews().remove(2, "Mine");
        });

        List<SavedViews.SavedView> mine =
                database.read(tables -> tables.savedViews().of(1));
        assertThat(mine).containsExactly(new SavedViews.SavedView("Mine", "?q=x"));
        assertThat(database.<List<SavedViews.SavedView>>read(
                        tables -> tables.savedViews().of(2)))
                .isEmpty();
    }

    private List<String> leaves(String folder) {
        return database.read(tables -> tables.openLeaves().below(TAXONOMY.id(), folder, 10).stream()
                .map(leaf -> leaf.path() + " " + leaf.number() + " " + leaf.isSampled())
                .toList());
    }
}

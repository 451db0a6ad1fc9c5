package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.Funnel;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
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

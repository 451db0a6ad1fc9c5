package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;

class EvaluatedReleasesTest extends ReleaseContract {
    private static final ReleaseId THIRD = new ReleaseId("release-20261125");

    @Test
    void thoseThatWereEvaluatedComeTheNewestFirstWhateverBecameOfThem() {
        publish(FIRST);
        nextDay();
        refused(SECOND);
        nextDay();
        cancelledAt(THIRD, ReleaseStage.EVALUATE);

        assertThat(upTo(THIRD, 12)).extracting(EvaluatedRelease::id).containsExactly(SECOND, FIRST);
        assertThat(upTo(THIRD, 12))
                .extracting(EvaluatedRelease::state)
                .containsExactly(ReleaseState.REFUSED, ReleaseState.PUBLISHED);
        assertThat(upTo(THIRD, 12)).extracting(EvaluatedRelease::isOut).containsExactly(false, true);
        assertThat(upTo(THIRD, 1)).extracting(EvaluatedRelease::id).containsExactly(SECOND);
    }

    @Test
    void whatCameLaterAndOtherModelsAreNoneOfThem() {
        publish(FIRST);
        nextDay();
        publish(SECOND);
        nextDay();
        start(Release.start(THIRD, "community/other", TAXONOMY.id(), "mia", clock.instant()));
        until(THIRD, ReleaseStage.GATE);

        assertThat(upTo(FIRST, 12)).extracting(EvaluatedRelease::id).containsExactly(FIRST);
        assertThat(upTo(THIRD, 12)).extracting(EvaluatedRelease::id).containsExactly(THIRD);
    }

    @Test
    void eachNamesTheReportThatItsEvaluationLeft() {
        publish(FIRST);

        assertThat(upTo(FIRST, 12))
                .singleElement()
                .extracting(EvaluatedRelease::report)
                .isEqualTo(outputs().get(ReleaseStage.EVALUATE.ordinal()).digest());
    }

    @Test
    void oneWhoseReportIsGoneIsStillOneThatWasEvaluated() {
        publish(FIRST);
        database.run(transaction ->
                transaction.session().handle().execute("delete from release_output where stage = 'evaluate'"));

        assertThat(upTo(FIRST, 12)).singleElement().satisfies(gone -> {
            assertThat(gone.id()).isEqualTo(FIRST);
            assertThat(gone.report()).isNull();
        });
    }

    private List<EvaluatedRelease> upTo(ReleaseId id, int limit) {
        var release = find(id);
        return database.read(tables -> tables.evaluatedReleases().upTo(release, limit));
    }

    private void nextDay() {
        clock.advance(Duration.ofDays(1));
    }

    private void refused(ReleaseId id) {
        start(id);
        until(id, ReleaseStage.GATE);
        database.run(transaction -> transaction
                .writeReleases()
                .finish(id, ReleaseStage.GATE, planned(), ReleaseState.REFUSED, "it forgot Spanish"));
    }

    private void cancelledAt(ReleaseId id, ReleaseStage stage) {
        start(id);
        until(id, stage);
        cancel(id);
    }
}

package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;

/** When people may get a release, and what can be done about it from then on. */
class ReleasesGoOutTest extends ReleaseContract {
    @Test
    void aReleaseIsEitherCancelledOrOutAndNeverBoth() {
        start(FIRST);
        until(FIRST, ReleaseStage.PUBLISH);

        assertThat(goOut(FIRST)).isEqualTo(new GoOut.Now());
        assertThat(goOut(FIRST)).as("by the next attempt").isEqualTo(new GoOut.Now());
        assertThat(cancel(FIRST)).contains("is being put where people get it, so it cannot be cancelled any more");
        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.RUNNING);
        finish(FIRST, ReleaseStage.PUBLISH, planned(), "published");
        assertThat(cancel(FIRST)).contains("is published already; roll it back");

        published(FIRST);
        assertThat(cancel(FIRST)).isEqualTo("release-20261123 is published already.");
        clock.advance(Duration.ofDays(1));
        start(SECOND);
        until(SECOND, ReleaseStage.PUBLISH);
        assertThat(cancel(SECOND)).isEmpty();
        assertThat(goOut(SECOND)).isEqualTo(new GoOut.Over());
        assertThat(find(SECOND).isOut()).isFalse();
    }

    @Test
    void whatDidNotComeToTheHubAfterAllCanBeCancelledAgain() {
        start(FIRST);
        until(FIRST, ReleaseStage.PUBLISH);
        goOut(FIRST);

        database.run(transaction -> transaction.writeReleases().stayIn(FIRST));

        assertThat(cancel(FIRST)).isEmpty();
        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.CANCELLED);
    }

    @Test
    void oneThatIsOutAndWhosePublishingFailedIsWhatPeopleGetAndCanBeRolledBack() {
        publish(FIRST);
        clock.advance(Duration.ofDays(1));
        start(SECOND);
        until(SECOND, ReleaseStage.PUBLISH);
        goOut(SECOND);
        assertThat(current()).isEqualTo(SECOND);
        assertThat(rollBack(FIRST))
                .as("while it runs")
                .isEqualTo("release-20261124 is being published; wait until that is done.");

        database.run(transaction -> transaction
                .jobs()
                .latest("release:release-20261124:publish")
                .ifPresent(job -> transaction.requestCancel(job.id())));

        assertThat(rollBack(FIRST)).as("once it has ended").isEmpty();
        database.run(transaction -> assertThat(
                        transaction.writeReleases().rolledBackTo(find(FIRST), "mia", "it forgot Spanish"))
                .containsExactly(SECOND));
        assertThat(find(SECOND).state()).isEqualTo(ReleaseState.ROLLED_BACK);
        assertThat(current()).isEqualTo(FIRST);
    }

    @Test
    void whileAnEarlierOneIsBroughtBackNothingGoesOut() {
        publish(FIRST);
        clock.advance(Duration.ofDays(1));
        publish(SECOND);
        rollBack(FIRST);
        var third = new ReleaseId("release-20261125");
        clock.advance(Duration.ofDays(1));
        start(third);
        until(third, ReleaseStage.PUBLISH);

        var seen = new ArrayList<GoOut>();
        new JobRunner(
                        database,
                        EnumSet.of(Capability.PUBLISH),
                        List.of(new RollingBack(() -> seen.add(goOut(third)))),
                        RunnerConfig.named("publisher"))
                .runUntilQuiet();

        assertThat(seen).containsExactly(new GoOut.Later("an earlier release is being made what people get again"));
        assertThat(find(third).isOut()).isFalse();
        assertThat(goOut(third)).as("once that is done").isEqualTo(new GoOut.Now());
    }

    private record RollingBack(Runnable meanwhile) implements JobHandler<RollBackRelease> {
        @Override
        public JobKind kind() {
            return JobKind.ROLL_BACK_RELEASE;
        }

        @Override
        public JobResult run(JobContext context, RollBackRelease payload) {
            meanwhile.run();
            return JobResult.done("brought back");
        }
    }
}

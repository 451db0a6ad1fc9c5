package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.TellOfRollBack;
import treewarden.domain.LeafKind;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.store.ContributionFilter;
import treewarden.store.Job;
import treewarden.store.JobFilter;

/** What the pages say of contributions whose release was rolled back. */
class RolledBackContributionPageTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void twoArePublished() {
        site = Site.in(folder);
        site.with(
                released(12).since(Duration.ofDays(30)).now(),
                released(14).titled("Odes to the sea").now());
        site.write(transaction -> {
            Released.begun(transaction, Released.FIRST)
                    .planned(null, leaf("haiku", 12))
                    .trained(0.5)
                    .evaluated(null)
                    .passed()
                    .published("https://hub.example/m");
            Released.begun(transaction, Released.SECOND)
                    .holding(14)
                    .planned(Released.FIRST, leaf("haiku", 12), leaf("odes", 14))
                    .trained(0.4)
                    .evaluated(Released.FIRST)
                    .passed()
                    .published("https://hub.example/m");
        });
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whatOnlyThatOneHeldWaitsForTheNextOneAndItsPageSaysWhy() {
        rollBackTo(Released.FIRST);

        assertThat(page(14))
                .contains("It is merged and waits for the next release")
                .contains("release-20261122, which held it, was rolled back by mona");
        assertThat(page(12)).contains("It is part of a release").doesNotContain("rolled back");
        assertThat(jobs())
                .filteredOn(TellOfRollBack.class::isInstance)
                .singleElement()
                .satisfies(job -> {
                    var told = (TellOfRollBack) job;
                    assertThat(told.release()).isEqualTo(Released.SECOND);
                    assertThat(told.contributions())
                            .containsExactly(Given.contribution(14).now().id());
                });
    }

    @Test
    void broughtForwardItIsPartOfAReleaseAgain() {
        rollBackTo(Released.FIRST);

        rollBackTo(Released.SECOND);

        assertThat(page(14))
                .contains("It is part of a release")
                .contains("release-20261122, which holds it, was brought forward by mona");
    }

    @Test
    void theQueueCountsThemWhereTheyAreNow() {
        assertThat(count(ContributionState.MERGED)).isZero();

        rollBackTo(Released.FIRST);

        assertThat(count(ContributionState.MERGED)).isEqualTo(1);
        assertThat(count(ContributionState.RELEASED)).isEqualTo(1);
    }

    private static Given released(int number) {
        return Given.contribution(number).in(ContributionState.RELEASED);
    }

    private static PlannedLeaf leaf(String topic, int pullRequest) {
        return new PlannedLeaf(
                "compositional_skills/writing/" + topic + "/qna.yaml",
                LeafKind.FREEFORM_SKILL,
                Digest.of(topic),
                Change.NEW,
                pullRequest,
                "ana");
    }

    private void rollBackTo(ReleaseId to) {
        site.write(transaction -> {
            Release target = transaction.releases().find(to).orElseThrow();
            transaction.writeReleases().rolledBackTo(target, "mona", "it forgot Spanish");
        });
    }

    private List<JobPayload> jobs() {
        return site.database().read(tables -> tables.jobs().list(JobFilter.ALL)).stream()
                .map(Job::payload)
                .toList();
    }

    private int count(ContributionState state) {
        return site.database()
                .<Integer>read(tables -> tables.contributions().count(ContributionFilter.ALL.in(Set.of(state))));
    }

    private String page(int number) {
        return site.get("/contributions/instructlab/taxonomy/" + number)
                .body()
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .replace(" .", ".");
    }
}

package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.store.AuditEntry;
import treewarden.store.AuditFilter;
import treewarden.store.GoOut;
import treewarden.store.Job;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;
import treewarden.web.session.Standing;

/** A maintainer has people get an earlier release again, from that release's page. */
class RollBackFromThePageTest {
    private static final String[] MAINTAINER = {"Pretend", "mona maintainer"};
    private static final String[] TRIAGER = {"Pretend", "tria triager"};
    private static final String EARLIER = "/releases/" + Released.FIRST;
    private static final String NOW = "/releases/" + Released.SECOND;
    private static final String BUTTON = "action=\"" + EARLIER + "/roll-back\"";

    @TempDir
    Path folder;

    private Operated site;

    @BeforeEach
    void twoArePublished() {
        site = Operated.in(folder);
        site.write(transaction -> {
            Released.begun(transaction, Released.FIRST)
                    .planned(null)
                    .trained(0.5)
                    .evaluated(null)
                    .passed()
                    .published("https://hub.example/m");
            Released.begun(transaction, Released.SECOND)
                    .planned(Released.FIRST)
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
    void theButtonStandsOnTheEarlierOneAndTheOneThatPeopleGetLeadsThere() {
        assertThat(site.get(EARLIER, MAINTAINER).body())
                .contains(BUTTON)
                .contains("Make this what people get again")
                .contains("People get <a href=\"" + NOW + "\">release-20261122</a> now");
        assertThat(site.get(EARLIER, TRIAGER).body()).doesNotContain("/roll-back\"");
        assertThat(site.get(NOW, MAINTAINER).body())
                .doesNotContain("/roll-back\"")
                .contains("This is what people get")
                .contains("such as that of <a href=\"" + EARLIER + "\">");
    }

    @Test
    void pressedWithAReasonItWaitsForTheTokenOfTheHubAndTheRecordSaysWho() {
        var answer = press(EARLIER, "it forgot <i>Spanish</i>", MAINTAINER);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(EARLIER);
        assertThat(job().payload())
                .isEqualTo(new RollBackRelease(
                        Released.MODEL, Released.FIRST, Released.SECOND, "mona", "it forgot <i>Spanish</i>", "page"));
        assertThat(lastEntry().event().by()).isEqualTo("mona");
        assertThat(lastEntry().event().action()).isEqualTo("roll-back-release");
        assertThat(lastEntry().event().why())
                .isEqualTo("to release-20261115 from release-20261122: it forgot <i>Spanish</i>");
        assertThat(lastEntry().origin()).isEqualTo("page");
        for (var page : List.of(EARLIER, NOW)) {
            assertThat(text(page))
                    .contains("What people get is changed")
                    .contains("makes people get an earlier release again")
                    .contains("Missing is the token of the Hub: start a worker on the machine that has it");
        }
        assertThat(site.get(EARLIER, MAINTAINER).body())
                .doesNotContain(BUTTON)
                .contains("/runs/" + job().id() + "/cancel\"");
    }

    @Test
    void asItRunsThePageSaysSoAndWhereItFailedWhatToMend() {
        press(EARLIER, "it forgot Spanish", MAINTAINER);
        var seen = new String[1];

        run((context, payload) -> {
            seen[0] = text(EARLIER);
            return new JobResult.GaveUp("<b>check</b> the Hub token");
        });

        assertThat(seen[0]).contains("makes people get an earlier release again running");
        assertThat(site.get(EARLIER, TRIAGER).body())
                .contains("&lt;b&gt;check&lt;/b&gt; the Hub token")
                .contains("/runs/" + job().id() + "/retry\"");
        assertThat(site.get(EARLIER, MAINTAINER).body())
                .as("or with another reason")
                .contains(BUTTON);
    }

    @Test
    void onceItIsDoneTheEarlierOneIsWhatPeopleGet() {
        press(EARLIER, "it forgot Spanish", MAINTAINER);

        run((context, payload) -> new JobResult.Done(
                transaction -> {
                    var to = transaction.releases().find(payload.to()).orElseThrow();
                    transaction.writeReleases().rolledBackTo(to, payload.by(), payload.why());
                },
                "done"));

        assertThat(job().state()).isEqualTo(JobState.DONE);
        assertThat(text(NOW))
                .contains("rolled back")
                .contains("Decided by mona")
                .contains("it forgot Spanish")
                .contains("People get release-20261115 now");
        assertThat(site.get(NOW, MAINTAINER).body())
                .as("it can be brought forward again")
                .contains("action=\"" + NOW + "/roll-back\"");
        assertThat(site.get(EARLIER, MAINTAINER).body())
                .doesNotContain(BUTTON)
                .doesNotContain("What people get is changed");
    }

    @Test
    void aSecondPressComesTooLateAndKeepsItsReason() {
        press(EARLIER, "it forgot Spanish", MAINTAINER);

        var late = press(EARLIER, "and it forgot French", "Pretend", "max maintainer");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("mona has had people get release-20261115 again, and that is not done yet")
                .contains("and it forgot French</textarea>");
        assertThat(press(NOW, "again", MAINTAINER).body()).contains("People get release-20261122 already");
    }

    @Test
    void whoMaintainedAMinuteAgoChangesNothingAndKeepsWhatTheyTyped() {
        site.get(EARLIER, MAINTAINER);
        site.advance(Duration.ofMinutes(1));
        site.nowIs("mona", Standing.TRIAGER);

        var taken = press(EARLIER, "it forgot Spanish", MAINTAINER);

        assertThat(taken.statusCode()).isEqualTo(403);
        assertThat(taken.body()).contains("This is for maintainers").contains("it forgot Spanish</textarea>");
        assertThat(press(EARLIER, " ", "Pretend", "max maintainer").statusCode())
                .as("no reason")
                .isEqualTo(422);
        assertThat(lastJob()).isEmpty();
    }

    @Test
    void oneThatWasNeverPublishedCannotBeWhatPeopleGet() {
        site.write(transaction -> Released.begun(transaction, Operated.STARTED));

        var answer = press("/releases/" + Operated.STARTED, "why not", MAINTAINER);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("release-20261122-9 is under way, so it cannot be made what people get again now");
    }

    @Test
    void whatPeopleGetIsNotCancelledWhileEverybodyIsTold() {
        site.write(transaction -> {
            Released.begun(transaction, Operated.STARTED)
                    .planned(null)
                    .trained(0.5)
                    .evaluated(null)
                    .passed();
            assertThat(transaction.writeReleases().goOut(Operated.STARTED)).isEqualTo(new GoOut.Now());
        });
        var page = "/releases/" + Operated.STARTED;

        assertThat(site.get(page, MAINTAINER).body()).doesNotContain(page + "/cancel\"");
        var late = site.post(page + "/cancel", Map.of("reason", "a mistake"), MAINTAINER);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("so it cannot be cancelled any more").contains("roll it back");
    }

    private interface Work {
        JobResult run(JobContext context, RollBackRelease payload);
    }

    /** Something has the Hub's token. */
    private void run(Work work) {
        new JobRunner(
                        site.database(),
                        EnumSet.of(Capability.PUBLISH),
                        List.of(new JobHandler<RollBackRelease>() {
                            @Override
                            public JobKind kind() {
                                return JobKind.ROLL_BACK_RELEASE;
                            }

                            @Override
                            public JobResult run(JobContext context, RollBackRelease payload) {
                                return work.run(context, payload);
                            }
                        }),
                        RunnerConfig.named("publisher"))
                .runUntilQuiet();
    }

    private HttpResponse<String> press(String page, String reason, String... who) {
        return site.post(page + "/roll-back", Map.of("reason", reason), who);
    }

    private Job job() {
        return lastJob().orElseThrow();
    }

    private Optional<Job> lastJob() {
        return site.database().read(tables -> tables.jobs().latest(RollBackRelease.key(Released.MODEL)));
    }

    private AuditEntry lastEntry() {
        return site.database()
                .read(tables -> tables.audit().before(AuditFilter.ALL, Long.MAX_VALUE, 1))
                .get(0);
    }

    private String text(String path) {
        return site.get(path).body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}

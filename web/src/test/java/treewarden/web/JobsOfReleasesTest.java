package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.AskCandidate;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.store.AuditFilter;
import treewarden.store.Job;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;
import treewarden.web.api.ApiScope;

/** A release is decided on as a whole, so its jobs are not cancelled one by one. */
class JobsOfReleasesTest {
    private static final String[] TRIAGER = {"Pretend", "tria triager"};
    private static final String[] MAINTAINER = {"Pretend", "mona maintainer"};
    private static final String PAGE = "/releases/" + Released.SECOND;
    private static final String PLAN = new RunReleaseStage(Released.SECOND, ReleaseStage.PLAN).key();
    private static final String ROLL_BACK = RollBackRelease.key(Released.MODEL);

    @TempDir
    Path folder;

    private Operated site;

    @BeforeEach
    void open() {
        site = Operated.in(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aStageIsNotCancelledByItselfAndThePagesLeadToItsRelease() {
        underWay();
        var cancel = "/runs/" + job(PLAN).id() + "/cancel";

        for (var page : List.of("/runs", "/runs/" + job(PLAN).id())) {
            assertThat(site.get(page, MAINTAINER).body())
                    .doesNotContain(cancel)
                    .contains("<a href=\"" + PAGE + "\">release-20261122</a>");
        }
        assertThat(text("/runs/" + job(PLAN).id()))
                .contains("It is a stage of release-20261122 , which a maintainer cancels there, as a whole.");
        for (var who : List.of(TRIAGER, MAINTAINER)) {
            var answer = site.post(cancel, who);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body())
                    .contains("is a stage of release-20261122, which is cancelled as a whole: by a maintainer, on the"
                            + " release's page.")
                    .contains("<a href=\"" + PAGE + "\">release-20261122</a>");
        }
        assertThat(job(PLAN).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aTokenIsToldTheSame() {
        underWay();
        assertThat(site.get("/api/jobs/" + job(PLAN).id()).body())
                .contains("\"contribution\":null", "\"release\":\"release-20261122\"");

        var answer = ask(job(PLAN), "cancel");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("is a stage of release-20261122, which is cancelled as a whole");
        assertThat(job(PLAN).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void whatWasCancelledByItselfOnceSaysHowItGoesOn() {
        underWay();
        site.write(transaction -> transaction.requestCancel(job(PLAN).id()));

        assertThat(text(PAGE))
                .contains("plan stopped")
                .contains(
                        "Its job was cancelled by itself: the release stands still, and no other one of this model can"
                                + " begin, until somebody has the job tried again or a maintainer cancels the release.");

        assertThat(site.post("/runs/" + job(PLAN).id() + "/retry", TRIAGER).statusCode())
                .isEqualTo(303);
        assertThat(job(PLAN).state()).isEqualTo(JobState.QUEUED);
        assertThat(text(PAGE)).doesNotContain("was cancelled by itself");
    }

    @Test
    void theJobOfAReleaseThatIsOverIsNotTriedAgainAndIsCancelledWhereItWaits() {
        underWay();
        var id = job(PLAN).id();
        site.post(PAGE + "/cancel", Map.of("reason", "not now"), MAINTAINER);
        assertThat(job(PLAN).state()).isEqualTo(JobState.CANCELLED);

        assertThat(site.get("/runs/" + id, MAINTAINER).body()).doesNotContain("/retry\"", "as a whole");
        var again = site.post("/runs/" + id + "/retry", TRIAGER);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body())
                .contains("release-20261122 is cancelled, so nothing is left to be done for it and the job cannot be"
                        + " tried again.");

        site.write(transaction -> transaction.retry(id));
        assertThat(site.post("/runs/" + id + "/cancel", TRIAGER).statusCode())
                .as("one that an older version has queued again")
                .isEqualTo(303);
        assertThat(job(PLAN).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aRollBackThatWaitsIsCalledOffByMaintainersAlone() {
        rollBackIsWanted();
        var cancel = "/runs/" + job(ROLL_BACK).id() + "/cancel";

        assertThat(site.get("/runs", TRIAGER).body()).doesNotContain(cancel);
        assertThat(site.get("/runs", MAINTAINER).body()).contains(cancel);
        assertThat(site.post(cancel, TRIAGER).statusCode()).isEqualTo(403);
        assertThat(ask(job(ROLL_BACK), "cancel").body())
                .contains("A maintainer calls it off, on the page of release-20261115.");
        assertThat(job(ROLL_BACK).state()).isEqualTo(JobState.QUEUED);

        assertThat(site.post(cancel, MAINTAINER).statusCode()).isEqualTo(303);

        assertThat(job(ROLL_BACK).state()).isEqualTo(JobState.CANCELLED);
        assertThat(lastAction()).isEqualTo("cancel-job");
        assertThat(text(PAGE)).contains("This is what people get");
    }

    @Test
    void aRollBackThatWasCalledOffIsAskedForAnewAndNotTriedAgain() {
        rollBackIsWanted();
        var id = job(ROLL_BACK).id();
        site.post("/runs/" + id + "/cancel", MAINTAINER);

        assertThat(site.get("/runs/" + id, MAINTAINER).body()).doesNotContain("/retry\"");
        var answer = site.post("/runs/" + id + "/retry", TRIAGER);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("a maintainer asks for it anew, on the page of release-20261115.");
        assertThat(job(ROLL_BACK).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aRollBackThatHasBegunIsBroughtToItsEnd() {
        rollBackIsWanted();
        var cancel = "/runs/" + job(ROLL_BACK).id() + "/cancel";
        var seen = new ArrayList<HttpResponse<String>>();
        rollBack(context -> {
            seen.add(site.post(cancel, MAINTAINER));
            return new JobResult.Failed("the Hub's storage is down, the model has come there and its data has not");
        });
        assertThat(job(ROLL_BACK).state()).isEqualTo(JobState.QUEUED);

        seen.add(site.post(cancel, MAINTAINER));

        assertThat(seen).hasSize(2).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body())
                    .contains("has begun to change what people get, and half way through nobody knows what that is")
                    .contains("have people get the other release again");
        });
        assertThat(site.get(PAGE, MAINTAINER).body()).doesNotContain(cancel);
        site.advance(Duration.ofHours(1));
        rollBack(context -> JobResult.done("both"));
        assertThat(job(ROLL_BACK).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void thePuttingOfQuestionsMayEndAsAnyOtherJob() {
        site.write(transaction -> {
            Released.begun(transaction, Released.SECOND)
                    .planned(null)
                    .trained(0.4)
                    .evaluated(null)
                    .undecided("too few questions");
            transaction.writeReleases().ask(Released.SECOND, "rita", "What pulls the tides?");
        });
        var asking = job(new AskCandidate(Released.SECOND).key());

        assertThat(site.get("/runs/" + asking.id(), TRIAGER).body())
                .contains("<a href=\"" + PAGE + "\">release-20261122</a>")
                .contains("/cancel\"");
        assertThat(site.post("/runs/" + asking.id() + "/cancel", TRIAGER).statusCode())
                .isEqualTo(303);
        assertThat(site.get(PAGE, TRIAGER).body()).contains("/runs/" + asking.id() + "/retry\"");
    }

    private void underWay() {
        site.write(transaction -> Released.begun(transaction, Released.SECOND));
        assertThat(site.database()
                        .read(tables -> tables.releases().find(Released.SECOND))
                        .orElseThrow()
                        .state())
                .isEqualTo(ReleaseState.RUNNING);
    }

    private void rollBackIsWanted() {
        site.write(transaction -> {
            for (var id : List.of(Released.FIRST, Released.SECOND)) {
                Released.begun(transaction, id)
                        .planned(null)
                        .trained(0.5)
                        .evaluated(null)
                        .passed()
                        .published("https://hub.example/m");
            }
            assertThat(transaction.writeReleases().rollBack(Released.FIRST, "mona", "it forgot Spanish"))
                    .isEmpty();
        });
    }

    /** Something has the Hub's token. */
    private void rollBack(Function<JobContext, JobResult> work) {
        new JobRunner(
                        site.database(),
                        EnumSet.allOf(Capability.class),
                        List.of(new JobHandler<RollBackRelease>() {
                            @Override
                            public JobKind kind() {
                                return JobKind.ROLL_BACK_RELEASE;
                            }

                            @Override
                            public JobResult run(JobContext context, RollBackRelease payload) {
                                return work.apply(context);
                            }
                        }),
                        RunnerConfig.named("publisher"))
                .runUntilQuiet();
    }

    private HttpResponse<String> ask(Job job, String word) {
        return site.post(
                "/api/jobs/" + job.id() + "/" + word,
                "Authorization",
                "Bearer " + site.token("ops-" + job.id(), ApiScope.OPERATE));
    }

    private Job job(String key) {
        return site.database().read(tables -> tables.jobs().latest(key)).orElseThrow();
    }

    private String lastAction() {
        return site.database()
                .read(tables -> tables.audit().before(AuditFilter.ALL, Long.MAX_VALUE, 1))
                .get(0)
                .event()
                .action();
    }

    private String text(String path) {
        return site.get(path).body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}

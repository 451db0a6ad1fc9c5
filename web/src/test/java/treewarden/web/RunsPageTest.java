package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.ContributionId;
import treewarden.domain.Decision;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.store.AuditEntry;
import treewarden.store.AuditFilter;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobId;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;
import treewarden.store.TokenAccounts;

class RunsPageTest {
    private static final String[] TRIAGER = {"Pretend", "tria triager"};
    private static final ContributionId TWELVE = new ContributionId(1, 12);

    @TempDir
    Path folder;

    private Operated site;

    @BeforeEach
    void open() {
        site = Operated.in(folder);
        var it = Given.contribution(12).now();
        site.write(transaction -> transaction.apply(new Decision(it, List.of(), List.of(), "treewarden", "checked")));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anEmptyPageSaysWhatWouldBeHere() {
        assertThat(text("/runs"))
                .contains("Nothing runs at the moment.")
                .contains("Nothing failed.")
                .contains("No worker has shown itself")
                .contains("Nothing was asked of the teacher");
    }

    @Test
    void whatNoWorkerCanDoSaysWhatIsMissing() {
        site.enqueue(sample());
        try (var worker = worker("serve-1")) {
            worker.start();

            assertThat(text("/runs"))
                    .contains("Queued: no worker can do this 1 Missing is a teacher")
                    .contains("generates a sample of a contribution instructlab/taxonomy#12")
                    .contains("serve-1");
        }
    }

    @Test
    void aRunningJobShowsHowFarItIsAndOnWhat() {
        var seen = new String[1];
        var id = site.enqueue(new JobPayload.Reconcile(1));

        run(JobKind.RECONCILE, (context, payload) -> {
            site.advance(Duration.ofSeconds(30));
            context.progress(3, 10, "pull requests");
            seen[0] = text("/runs/" + id);
            return JobResult.done("10 pull requests compared");
        });

        assertThat(seen[0])
                .contains("Job " + id)
                .contains("running")
                .contains("3 of 10, pull requests")
                .contains("attempt 1 of 5")
                .contains("about 1 min left (3 of 10 took 30 s)");
        assertThat(text("/runs/" + id)).contains("done").contains("10 pull requests compared");
        assertThat(text("/runs")).contains("Ended lately 1");
    }

    @Test
    void theTimeLeftNamesItsBasis() {
        run(JobKind.RECONCILE, site.enqueue(new JobPayload.Reconcile(1)));
        var seen = new String[1];
        site.enqueue(new JobPayload.Reconcile(2));

        run(JobKind.RECONCILE, (context, payload) -> {
            seen[0] = text("/runs");
            return JobResult.done("");
        });

        assertThat(seen[0]).contains("about 0 s left (median of the last run: 0 s)");
    }

    @Test
    void aJobThatIsLargerThanUsualIsMeasuredByItsOwnPace() {
        run(JobKind.RECONCILE, site.enqueue(new JobPayload.Reconcile(1)));
        var seen = new String[1];
        site.enqueue(new JobPayload.Reconcile(2));

        run(JobKind.RECONCILE, (context, payload) -> {
            site.advance(Duration.ofMinutes(12));
            context.progress(1, 10, "pull requests");
            seen[0] = text("/runs");
            return JobResult.done("");
        });

        assertThat(seen[0]).contains("about 1 h left (1 of 10 took 12 min)").doesNotContain("longer than usual");
    }

    @Test
    void whereNothingIsKnownNothingIsSaidOfTheTimeLeft() {
        var seen = new String[1];
        site.enqueue(new JobPayload.Reconcile(1));

        run(JobKind.RECONCILE, (context, payload) -> {
            site.advance(Duration.ofMinutes(12));
            context.progress(0, 0, "looking");
            seen[0] = text("/runs");
            return JobResult.done("");
        });

        assertThat(seen[0]).contains("for 12 min attempt 1 of 5").doesNotContain(" left", "ended yet)");
    }

    @Test
    void whatFailedSaysWhyAndATriagerHasItTriedAgain() {
        var id = failed();

        assertThat(text("/runs")).contains("Failed 1").contains("the credential is wrong");
        assertThat(site.get("/runs").body()).doesNotContain("<form");
        assertThat(site.get("/runs", TRIAGER).body())
                .contains("action=\"/runs/" + id + "/retry\"")
                .contains("<input type=\"hidden\" name=\"form-token\" value=\"the token\">");

        var answer = site.post("/runs/" + id + "/retry", TRIAGER);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/runs/" + id);
        assertThat(site.job(id).state()).isEqualTo(JobState.QUEUED);
        assertThat(lastEntry().event().by()).isEqualTo("tria (7)");
        assertThat(lastEntry().event().action()).isEqualTo("retry-job");
        assertThat(lastEntry().origin()).isEqualTo("page");
    }

    @Test
    void aTriagerCancelsWhatWaitsAndASecondOneIsToldThatItIsOver() {
        var id = site.enqueue(new JobPayload.Reconcile(1));

        assertThat(site.post("/runs/" + id + "/cancel", TRIAGER).statusCode()).isEqualTo(303);
        var second = site.post("/runs/" + id + "/cancel", TRIAGER);

        assertThat(site.job(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("is cancelled, so it cannot be cancelled");
    }

    @Test
    void aSampleIsEndedByTheCommandWhichMovesTheContributionAlong() {
        var id = site.enqueue(sample());

        assertThat(site.post("/runs/" + id + "/cancel", TRIAGER).statusCode()).isEqualTo(303);

        assertThat(site.commands()).singleElement().satisfies(command -> {
            assertThat(command.name()).isEqualTo("cancel");
            assertThat(command.contribution()).isEqualTo(TWELVE);
            assertThat(command.by().login()).isEqualTo("tria");
        });
        site.refusing("Only triagers may say `/cancel`.");
        var refused = site.post("/runs/" + id + "/cancel", TRIAGER);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Nothing was done. Only triagers may say /cancel.");
    }

    @Test
    void readersMoveNothing() {
        var id = site.enqueue(new JobPayload.Reconcile(1));

        for (var headers : List.of(new String[] {}, new String[] {"Pretend", "rea reader"})) {
            assertThat(site.post("/runs/" + id + "/cancel", headers).statusCode())
                    .isEqualTo(403);
        }
        assertThat(site.job(id).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void unknownJobsAreAPageThatSaysSo() {
        for (var path : List.of("/runs/77", "/runs/0", "/runs/x", "/runs/99999999999999999999")) {
            var answer = site.get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("There is no such job");
        }
        assertThat(site.post("/runs/77/retry", TRIAGER).body()).contains("There is no job 77 any more");
    }

    @Test
    void theTeachersTokensAreCountedByDayAndKind() {
        var today = LocalDate.ofInstant(Site.NOON, ZoneOffset.UTC);
        site.write(transaction -> transaction
                .tokenAccounts()
                .take(TokenAccounts.ofDay(JobKind.RUN_SAMPLE, today), 12_345, Long.MAX_VALUE, Site.NOON));

        assertThat(text("/runs")).contains("2026-11-22 run-sample 12,345");
    }

    @Test
    void aJobTellsWhatEachOfItsAttemptsSaid() {
        var id = site.enqueue(new JobPayload.Reconcile(1));
        run(JobKind.RECONCILE, (context, payload) -> {
            context.progress(3, 10, "pull requests");
            return context.attempt() == 1
                    ? new JobResult.Again(site.later(Duration.ofMinutes(1)), "The code host <asks> us to wait.")
                    : new JobResult.Failed("not reached");
        });
        assertThat(text("/runs/" + id))
                .contains("What its attempts said")
                .contains("1 0 s ago 0 s w 3 of 10, pull requests put off The code host &lt;asks&gt; us to wait.");

        site.advance(Duration.ofMinutes(2));
        run(JobKind.RECONCILE, (context, payload) -> new JobResult.GaveUp("the credential is wrong"));

        assertThat(text("/runs/" + id)).containsSubsequence("failed the credential is wrong", "put off The code host");
    }

    @Test
    void aRunningJobTellsWhatItSaidOnItsWay() {
        var id = site.enqueue(new JobPayload.Reconcile(1));
        assertThat(text("/runs/" + id)).contains("It has not begun.");
        var seen = new String[1];

        run(JobKind.RECONCILE, (context, payload) -> {
            context.progress(900, 1000, "taken up <again>");
            site.advance(Duration.ofSeconds(20));
            context.progress(910, 1000, "loss 1.25");
            site.advance(Duration.ofSeconds(20));
            seen[0] = text("/runs/" + id);
            return JobResult.done("");
        });

        assertThat(seen[0])
                .contains("20 s ago attempt 1 910 of 1000, loss 1.25")
                .contains("40 s ago attempt 1 900 of 1000, taken up &lt;again&gt;")
                .contains("about 6 min left (10 of 1000 took 40 s)");
        assertThat(text("/runs/" + id)).contains("910 of 1000, loss 1.25", "done");
    }

    @Test
    void theTeacherIsShownWithItsSpeedAndHowOftenItFailed() {
        var day = LocalDate.ofInstant(Site.NOON, ZoneOffset.UTC);
        site.write(transaction -> transaction
                .tokenAccounts()
                .take(TokenAccounts.ofDay(JobKind.RUN_SAMPLE, day), 9_000, Long.MAX_VALUE, Site.NOON));
        site.enqueue(sample());
        run(JobKind.RUN_SAMPLE, (context, payload) -> {
            site.advance(Duration.ofSeconds(30));
            return new JobResult.GaveUp("The teacher answers with status 500.");
        });

        assertThat(text("/runs"))
                .contains("Job attempts Of these failed 2026-11-22 run-sample 9,000 300.0 1 1 (100 %)")
                .contains("What attempts said that failed: The teacher answers with status 500.");
    }

    @Test
    @Timeout(300)
    void anOpenPageIsToldOfWhatAnotherProcessDoes() throws Exception {
        var stream = site.open("/events?about=jobs");
        var lines = stream.iterator();
        var before = Told.next("begins", lines);

        site.elsewhere(transaction -> transaction.enqueue(new JobPayload.Reconcile(1)));
        site.look();

        assertThat(Told.next("changed", lines)).isNotEqualTo(before);
        stream.close();
    }

    @Test
    @Timeout(300)
    void whatChangedBeforeTheStreamBeganIsToldWhenItBegins() throws Exception {
        begins();
        var made = madeAt(site.get("/runs").body());
        assertThat(begins()).as("nothing happened").isEqualTo(made);

        site.elsewhere(transaction -> transaction.enqueue(new JobPayload.Reconcile(1)));
        assertThat(begins()).as("another process wrote").isNotEqualTo(made);

        made = madeAt(site.get("/runs").body());
        site.enqueue(new JobPayload.Reconcile(2));
        assertThat(begins()).as("this process wrote").isNotEqualTo(made);
    }

    private static String madeAt(String page) {
        return page.replaceAll("(?s).*data-live=\"([^\"]*)\".*", "data: $1");
    }

    private String begins() throws IOException, InterruptedException {
        try (var stream = site.open("/events?about=jobs")) {
            return Told.next("begins", stream.iterator());
        }
    }

    @Test
    @Timeout(300)
    void anOpenPageIsToldWhenAJobMoves() throws Exception {
        assertThat(site.get("/runs").body()).contains("data-events=\"/events?about=jobs\"");
        var stream = site.open("/events?about=jobs");
        var lines = stream.iterator();
        assertThat(lines.next()).isEqualTo(": listening");
        var before = Told.next("begins", lines);

        site.enqueue(new JobPayload.Reconcile(1));

        assertThat(Told.next("changed", lines)).startsWith("data: ").isNotEqualTo(before);
        stream.close();
    }

    private static JobPayload sample() {
        return new JobPayload.RunSample(TWELVE, Given.head(12), List.of(), List.of());
    }

    private JobId failed() {
        var id = site.enqueue(new JobPayload.Reconcile(1));
        run(JobKind.RECONCILE, (context, payload) -> new JobResult.GaveUp("the credential is wrong"));
        assertThat(site.job(id).state()).isEqualTo(JobState.FAILED);
        return id;
    }

    private void run(JobKind kind, JobId id) {
        run(kind, (context, payload) -> JobResult.done(""));
        assertThat(site.job(id).state()).isEqualTo(JobState.DONE);
    }

    private <P extends JobPayload> void run(JobKind kind, BiFunction<JobContext, P, JobResult> behaviour) {
        new JobRunner(
                        site.database(),
                        EnumSet.allOf(Capability.class),
                        List.of(handler(kind, behaviour)),
                        RunnerConfig.named("w"))
                .runUntilQuiet();
    }

    private JobRunner worker(String name) {
        var handlers = Stream.of(JobKind.values())
                .filter(kind -> kind.capability() == Capability.GPU)
                .<JobHandler<?>>map(kind -> handler(kind, (context, payload) -> JobResult.done("")))
                .toList();
        return new JobRunner(site.database(), EnumSet.of(Capability.GPU), handlers, RunnerConfig.named(name));
    }

    private static <P extends JobPayload> JobHandler<P> handler(
            JobKind kind, BiFunction<JobContext, P, JobResult> behaviour) {
        return new JobHandler<>() {
            @Override
            public JobKind kind() {
                return kind;
            }

            @Override
            public JobResult run(JobContext context, P payload) {
                return behaviour.apply(context, payload);
            }
        };
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

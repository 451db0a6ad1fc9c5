package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Digest;
import treewarden.domain.Effect.ShowComment;
import treewarden.domain.Finding;
import treewarden.domain.JobPayload;
import treewarden.domain.Leaf;
import treewarden.domain.Person;
import treewarden.domain.Position;
import treewarden.domain.Severity;
import treewarden.domain.SkillExample;
import treewarden.domain.StoredLeaf;
import treewarden.store.AuditEvent;
import treewarden.store.AuditFilter;
import treewarden.store.JobId;
import treewarden.store.JobState;
import treewarden.store.KnownExample;
import treewarden.store.RunOutcome;
import treewarden.web.api.ApiScope;

class ApiTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Operated site;
    private JobId job = new JobId(0);

    @BeforeEach
    void open() {
        site = Operated.in(folder);
        var it = Given.contribution(12).sampled(40, 31).now();
        site.write(transaction -> {
            transaction.apply(new Decision(it, List.of(), List.of(), "treewarden", "checked"));
            transaction.samples().save(Staged.sample());
            transaction
                    .runs()
                    .save(Given.run(12, RunOutcome.ERRORS, new CheckedLeaf("a/qna.yaml", 3, List.of(finding()), null)));
        });
        job = site.enqueue(new JobPayload.Reconcile(1));
    }

    private void release() {
        site.write(transaction -> Released.begun(transaction, Released.SECOND)
                .planned(null)
                .trained(0.4)
                .evaluated(Released.FIRST)
                .passed()
                .published("https://hub.example/m"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static Finding finding() {
        return new Finding(
                "schema",
                Severity.ERROR,
                "a/qna.yaml",
                new Position(3, 9),
                "/domain",
                "\"domain\" is missing",
                "Add it.",
                null);
    }

    @Test
    void everyOperationOfTheDescriptionAnswersAsDescribed() {
        release();
        var token = site.token("all", ApiScope.READ, ApiScope.OPERATE);
        var asked = new ArrayList<String>();

        description()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    asked.add(operation.getKey() + " " + path.getKey());
                    var answer = ask(operation.getKey(), address(path.getKey(), operation.getValue()), token);
                    assertThat(answer.statusCode())
                            .as("%s: %s", asked, answer.body())
                            .isEqualTo(200);
                    assertFits(answer, operation.getValue());
                }));

        assertThat(asked)
                .contains("get /api/jobs/{id}", "post /api/jobs/{id}/cancel")
                .hasSizeGreaterThan(7);
    }

    @Test
    void everyRouteOfTheServerIsDescribed() {
        var described = new ArrayList<String>();
        description()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method + " " + path.getKey())));

        try (var whole = Site.in(folder.resolve("whole"))) {
            assertThat(whole.routes("/api")).containsExactlyInAnyOrderElementsOf(described);
            var answer = whole.get("/api/nothing", "Accept", "text/html");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("/api/openapi.json lists what there is");
        }
    }

    @Test
    void everyFilterOfTheQueueIsDescribedAndNoOther() {
        var read = new ArrayList<String>();
        QueueQuery.of(
                name -> {
                    read.add(name);
                    return null;
                },
                "");
        var described = new ArrayList<String>();
        var problems = new ArrayList<String>();
        for (var parameter : description().at("/paths/~1api~1contributions/get/parameters")) {
            var name = parameter.get("name").asText();
            described.add(name);
            var example = parameter.get("example").asText();
            json(site.get("/api/contributions?" + name + "=" + URLEncoder.encode(example, StandardCharsets.UTF_8)))
                    .get("problems")
                    .forEach(problem -> problems.add(problem.asText()));
        }

        assertThat(described).containsExactlyElementsOf(read).contains("kind", "assignee");
        assertThat(problems).isEmpty();
        assertThat(description().toString()).contains("wait, latest, age, number");
    }

    @Test
    void theQueueComesInPagesWithWhatStandsInItsRows() {
        try (var whole = Site.in(folder.resolve("whole"))) {
            for (int number = 1; number <= 51; number++) {
                whole.with(Given.contribution(number).now());
            }
            whole.with(
                    Given.contribution(60).in(ContributionState.ON_HOLD).now().assignedTo(new Person(7, "tess")));

            var first = json(whole.get("/api/contributions?state=awaiting-triage"));
            var second = json(whole.get(first.get("next").asText()));
            var held = json(whole.get("/api/contributions?assignee=tess"));

            assertThat(first.get("contributions")).hasSize(50);
            assertThat(first.get("found").asInt()).isEqualTo(51);
            assertThat(second.get("contributions")).hasSize(1);
            assertThat(second.get("next").isNull()).isTrue();
            assertThat(first.get("counts").toString())
                    .contains("{\"state\":\"awaiting-triage\",\"count\":51}", "{\"state\":\"on-hold\",\"count\":1}");
            assertThat(held.at("/contributions/0/assignee").asText()).isEqualTo("tess");
            assertThat(held.at("/contributions/0/opened").asText()).isNotEmpty();
            assertThat(held.at("/contributions/0/why").asText()).isEqualTo("a maintainer put it on hold");
            assertFits(whole.get("/api/contributions"), description().at("/paths/~1api~1contributions/get"));
            assertThat(json(whole.get("/api/contributions/instructlab/taxonomy/60"))
                            .get("criteria")
                            .toString())
                    .contains("{\"met\":false,\"words\":\"it is on hold\"}", "\"met\":true");
        }
    }

    @Test
    void aContributionComesWithFindingsSampleAndTimeline() {
        var it = json(site.get("/api/contributions/instructlab/taxonomy/12"));

        assertThat(it.at("/summary/contribution").asText()).isEqualTo("instructlab/taxonomy#12");
        assertThat(it.at("/findings/0/rule").asText()).isEqualTo("schema");
        assertThat(it.at("/findings/0/line").asInt()).isEqualTo(3);
        assertThat(it.at("/sample/made").asInt()).isPositive();
        assertThat(it.at("/timeline/0/why").asText()).isEqualTo("checked");
    }

    @Test
    void aContributionComesWithAllThatItsPageShows() {
        try (var whole = Site.in(folder.resolve("whole"))) {
            var before = Given.contribution(12).now();
            var leaf = "knowledge/science/tides/qna.yaml";
            whole.decide(before, "treewarden", "checked");
            whole.with(Given.read(before, new StoredLeaf(leaf, whole.keeps("version: 3\ndomain: sea\n"))));
            whole.write(transaction -> transaction.audit(new AuditEvent(
                    "mona (43)",
                    "decide",
                    before.id(),
                    before.head().hex(),
                    "awaiting-triage",
                    "changes-requested",
                    "why the sea?")));
            var now = Given.contribution(12).pushed(1).version(1).now();
            whole.decide(now, "treewarden", "pushed");
            whole.with(Given.read(now, new StoredLeaf(leaf, whole.keeps("version: 3\ndomain: tides\n"))));
            whole.with(SameTextEverywhere.sample(now, "moon"));
            whole.with(SameTextEverywhere.precheck(now, "moon"));
            whole.write(transaction ->
                    transaction.show(Given.TAXONOMY, List.of(new ShowComment(now.id(), "**Thanks** <script>"))));

            var it = json(whole.get("/api/contributions/instructlab/taxonomy/12"));

            assertThat(it.at("/sinceReview/by").asText()).isEqualTo("mona (43)");
            assertThat(it.at("/sinceReview/leaves/0/path").asText()).isEqualTo(leaf);
            assertThat(it.at("/sinceReview/leaves/0/lines/1/kind").asText()).isEqualTo("removed");
            assertThat(it.at("/sinceReview/leaves/0/lines/1/text").asText()).isEqualTo("domain: sea");
            assertThat(it.at("/sinceReview/leaves/0/lines/2/after").asInt()).isEqualTo(2);
            assertThat(it.at("/sinceReview/compare").asText()).startsWith("https://code.example/");
            assertThat(it.at("/comment/markdown").asText()).isEqualTo("**Thanks** <script>");
            assertThat(it.at("/comment/html").asText())
                    .contains("<strong>Thanks</strong>")
                    .doesNotContain("<script>");
            assertThat(it.at("/comment/state").asText()).isEqualTo("waiting");
            assertThat(it.at("/sample/leaves/0/rows/1/rejectedBy").asText()).isEqualTo("moon");
            assertThat(it.at("/summary/sampleScore").asDouble()).isBetween(0.66, 0.67);
            assertThat(it.at("/prechecks/0/answers/0/score").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aLeafAndItsKnownExamplesAreTold() {
        var known = new Finding(
                Finding.KNOWN_EXAMPLE,
                Severity.WARNING,
                "a/qna.yaml",
                new Position(3, 1),
                "",
                "It is known.",
                "Change it.",
                null);
        var leaf = new Leaf.Skill("a", 3, "ana", "Write", List.of(new SkillExample(null, "What?", "That.")));
        site.write(transaction -> transaction
                .runs()
                .save(Given.run(12, RunOutcome.PASSED, new CheckedLeaf("a/qna.yaml", 3, List.of(known), leaf))));

        var it = json(site.get("/api/contributions/instructlab/taxonomy/12"));

        assertThat(it.at("/summary/duplicates").asInt()).isOne();
        assertThat(json(site.get("/api/contributions"))
                        .at("/contributions/0/duplicates")
                        .asInt())
                .isOne();
        assertThat(it.at("/leaves/0/task").asText()).isEqualTo("Write");
        assertThat(it.at("/leaves/0/examples/0/questions/0/answer").asText()).isEqualTo("That.");
        assertThat(it.at("/sinceReview").isNull()).isTrue();
    }

    @Test
    void theTreeTellsInWhichReleasesALeafIs() {
        release();
        var example = new KnownExample(Digest.of("example"), new byte[2]);
        site.write(transaction -> List.of("knowledge/old", "knowledge/new")
                .forEach(leaf ->
                        transaction.leafExamples().replace(Given.TAXONOMY.id(), leaf, "blob", List.of(example))));

        var it = json(site.get("/api/tree?at=knowledge"));

        assertThat(it.get("release").asText()).isEqualTo(Released.SECOND.name());
        assertThat(it.at("/numbers/leaves").asInt()).isEqualTo(2);
        assertThat(it.at("/numbers/released").asInt()).isOne();
        assertThat(it.at("/folders/0/path").asText()).isEqualTo("knowledge/new");
        assertThat(it.at("/folders/0/releasedSince").isNull()).isTrue();
        assertThat(it.at("/folders/1/releasedSince").asText()).isEqualTo(Released.SECOND.name());
    }

    @Test
    void theAttemptsOfAJobAndTheTeacherAreTold() {
        var asking = EverySortOfJob.on(site.database(), List.of("the teacher said no"));
        var failed = json(site.get("/api/jobs?state=failed")).at("/jobs/0/id").asText();

        var it = json(site.get("/api/jobs/" + failed + "/attempts"));
        var teacher = json(site.get("/api/teacher"));
        asking.close();

        assertThat(it.at("/attempts/0/outcome").asText()).isEqualTo("failed");
        assertThat(it.at("/attempts/0/message").asText()).isNotEmpty();
        assertThat(teacher.at("/days/0/tokens").asLong()).isEqualTo(184_220);
        assertProblem(site.get("/api/jobs/777/attempts"), 404, "forgotten 30 days");
        assertThat(json(site.get("/api/over-time")).get("weeks")).hasSize(26);
    }

    @Test
    void aReleaseComesWithItsStagesEvaluationAndGate() {
        release();

        var it = json(site.get("/api/releases/" + Released.SECOND));

        assertThat(it.at("/summary/state").asText()).isEqualTo("published");
        assertThat(it.at("/stages")).hasSize(8);
        assertThat(it.at("/plan/leaves/0/pullRequest").asInt()).isEqualTo(12);
        assertThat(it.at("/plan/changedSettings").isArray()).as("none here").isTrue();
        assertThat(it.at("/curves/0/points/0/loss").asDouble()).isEqualTo(2.4);
        assertThat(it.at("/curves/0/points/499/loss").isNull())
                .as("not a number")
                .isTrue();
        assertThat(it.at("/evaluation/leaves/0/name").asText()).isEqualTo(Released.HAIKU);
        assertThat(it.at("/evaluation/questions/0/verdict").asText()).isEqualTo("worse");
        var scores = it.at("/scores/0");
        assertThat(scores.at("/release").asText()).isEqualTo(Released.SECOND.name());
        assertThat(scores.at("/out").asBoolean()).isTrue();
        assertThat(scores.at("/judge").asText()).isEqualTo("judge-7b");
        assertThat(scores.at("/sets/0/set").asText()).isEqualTo("held-out");
        assertThat(scores.at("/sets/0/questions").asInt()).isEqualTo(33);
        assertThat(scores.at("/sets/0/base").asDouble()).isBetween(0.33, 0.34);
        assertThat(scores.at("/sets/0/since").isNull()).as("the first one").isTrue();
        assertThat(scores.at("/sets/1/set").asText()).isEqualTo("choices");
        assertThat(it.at("/gate/outcome").asText()).isEqualTo("passed");
        assertThat(it.at("/published/modelUrl").asText()).isEqualTo("https://hub.example/m");
        assertThat(json(site.get("/api/releases")).at("/releases/0/holds").asText())
                .startsWith("1 new");
        assertProblem(site.get("/api/releases/x"), 404, "/api/releases lists");
    }

    @Test
    void jobsComeInPagesThatCanBeFollowed() {
        site.enqueue(new JobPayload.Reconcile(2));
        site.enqueue(new JobPayload.Reconcile(3));

        var first = json(site.get("/api/jobs?state=queued&limit=2"));
        var second = json(site.get(first.get("next").asText()));

        assertThat(first.get("jobs")).hasSize(2);
        assertThat(second.get("jobs")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(second.at("/jobs/0/missing").asText()).contains("no treewarden serve runs");
    }

    @Test
    void aTokenCancelsAJobAndTheAuditNamesIt() {
        var token = site.token("night-shift", ApiScope.OPERATE);

        var answer = ask("post", "/api/jobs/" + job + "/cancel", token);

        assertThat(json(answer).get("state").asText()).isEqualTo("cancelled");
        assertThat(site.job(job).state()).isEqualTo(JobState.CANCELLED);
        var entry = site.database()
                .read(tables -> tables.audit().before(AuditFilter.ALL, Long.MAX_VALUE, 1))
                .get(0);
        assertThat(entry.event().by()).isEqualTo("token night-shift");
        assertThat(entry.origin()).isEqualTo("api");
        assertProblem(ask("post", "/api/jobs/" + job + "/cancel", token), 409, "is cancelled");
    }

    @Test
    void aTokenHasAJobTriedAgainOnce() {
        var token = site.token("night-shift", ApiScope.OPERATE);
        site.write(transaction -> transaction.requestCancel(job));

        var answer = ask("post", "/api/jobs/" + job + "/retry", token);

        assertThat(json(answer).get("state").asText()).isEqualTo("queued");
        assertThat(site.job(job).state()).isEqualTo(JobState.QUEUED);
        assertProblem(ask("post", "/api/jobs/" + job + "/retry", token), 409, "is queued");
    }

    @Test
    void scopesOpenWhatTheyNameAndNothingElse() {
        assertProblem(site.get("/api/audit"), 401, "tokens with the scope `read`");
        assertThat(site.get("/api/audit").headers().firstValue("WWW-Authenticate"))
                .isPresent();
        assertProblem(ask("get", "/api/audit", site.token("operator", ApiScope.OPERATE)), 403, "scope `read`");
        assertThat(ask("get", "/api/audit", site.token("reader", ApiScope.READ)).statusCode())
                .isEqualTo(200);
        assertThat(site.get("/api/audit", "Pretend", "mona maintainer").statusCode())
                .isEqualTo(200);

        var path = "/api/jobs/" + job + "/cancel";
        assertProblem(site.post(path), 401, "scope `operate`");
        assertProblem(site.post(path, "Pretend", "mona maintainer"), 401, "scope `operate`");
        assertProblem(ask("post", path, site.token("reader-2", ApiScope.READ)), 403, "scope `operate`");
        assertThat(site.job(job).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aTokenThatIsUnknownExpiredOrRevokedOpensNothingAndSaysSo() {
        var expired = site.token("expired", Site.NOON.minus(Duration.ofDays(31)), ApiScope.READ);
        var revoked = site.token("revoked", ApiScope.READ);
        site.write(transaction -> transaction.apiTokens().revoke("revoked"));

        for (var token : List.of("tw_made-up", expired, revoked)) {
            assertProblem(ask("get", "/api/contributions", token), 401, "not known here, has expired or was revoked");
        }
        assertProblem(
                site.get("/api/contributions", "Authorization", "Basic YTpi"), 401, "`Authorization: Bearer TOKEN`");
    }

    @Test
    void whatIsStoredOpensNothingAndTheUseIsNoted() {
        var token = site.token("dashboard", ApiScope.READ);
        var kept = site.database().read(tables -> tables.apiTokens().list()).get(0);
        assertThat(kept.usedAt()).isNull();
        assertThat(kept.toString()).doesNotContain(token);

        ask("get", "/api/jobs", token);

        assertThat(site.database()
                        .read(tables -> tables.apiTokens().list())
                        .get(0)
                        .usedAt())
                .isEqualTo(Site.NOON);
        assertProblem(ask("get", "/api/jobs", kept.digest().hex()), 401, "not known");
    }

    @Test
    void whatIsNotThereOrMakesNoSenseIsAProblemThatSaysWhatToDo() {
        assertProblem(site.get("/api/nothing", "Accept", "text/html"), 404, "/api/openapi.json lists what there is");
        assertProblem(site.get("/api/jobs/77"), 404, "forgotten 30 days");
        assertProblem(site.get("/api/jobs?state=flying"), 400, "`state` is one of queued, running");
        assertProblem(site.get("/api/jobs?limit=-1"), 400, "`limit` must be a number");
        assertProblem(site.get("/api/contributions/nobody/nothing/1"), 404, "mistyped");
        assertProblem(site.get("/api/contributions/instructlab/taxonomy/99999999999"), 404, "mistyped");
    }

    @Test
    void aDatabaseThatIsGoneIsAProblemThatSaysWhatToDo() {
        site.database().close();

        var answer = site.get("/api/jobs");

        assertThat(answer.statusCode()).isIn(500, 503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("jdbc");
    }

    private JsonNode description() {
        return json(site.get("/api/openapi.json"));
    }

    private String address(String path, JsonNode operation) {
        var address = path;
        var query = new ArrayList<String>();
        for (var parameter : operation.get("parameters")) {
            var name = parameter.get("name").asText();
            var example = parameter.get("example").asText();
            if (parameter.get("in").asText().equals("path")) {
                address = address.replace("{" + name + "}", path.startsWith("/api/jobs") ? job.toString() : example);
            } else {
                query.add(name + "=" + URLEncoder.encode(example, StandardCharsets.UTF_8));
            }
        }
        // What the cancelled job is put back by comes before; the order of the description does not matter for others.
        if (path.endsWith("/retry")) {
            site.write(transaction -> transaction.requestCancel(job));
        }
        return address + (query.isEmpty() ? "" : "?" + query.stream().collect(Collectors.joining("&")));
    }

    private HttpResponse<String> ask(String method, String path, String token) {
        return method.equals("post")
                ? site.post(path, "Authorization", "Bearer " + token)
                : site.get(path, "Authorization", "Bearer " + token);
    }

    private void assertFits(HttpResponse<String> answer, JsonNode operation) {
        new AsDescribed(description()).holds(answer, operation);
    }

    private void assertProblem(HttpResponse<String> answer, int status, String advice) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        new AsDescribed(description())
                .holds(answer.body(), JSON.valueToTree(Map.of("$ref", "#/components/schemas/Problem")));
        assertThat(json(answer).get("detail").asText()).contains(advice);
        assertThat(json(answer).get("status").asInt()).isEqualTo(status);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return AsDescribed.json(answer);
    }
}

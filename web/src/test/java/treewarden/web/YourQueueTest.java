package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Person;
import treewarden.domain.Position;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.Usage;
import treewarden.store.RunOutcome;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

class YourQueueTest {
    private static final Person GRACE = new Person(42, "grace");
    private static final Pattern ROW = Pattern.compile("data-contribution=\"([^\"]*)\"");

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.in(folder);
        site.signIn(new Visitor(GRACE, PageRole.TRIAGER, "token-1"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void theQueueOpensOnWhatWaitsForMeTheLongestWaitFirstWithTheReason() {
        site.with(
                Given.contribution(1).since(Duration.ofHours(1)).now(),
                Given.contribution(2).since(Duration.ofHours(5)).now(),
                Given.contribution(3).in(ContributionState.ON_HOLD).now(),
                Given.contribution(4)
                        .in(ContributionState.UNCERTAIN)
                        .since(Duration.ofHours(3))
                        .now()
                        .assignedTo(GRACE),
                Given.contribution(5).since(Duration.ofHours(9)).now().assignedTo(new Person(7, "ada")),
                Given.contribution(42)
                        .in(ContributionState.NEEDS_CHANGES)
                        .by("grace")
                        .now());

        assertThat(yours()).containsExactly("#2", "#4", "#42", "#1");
        assertThat(text(section()))
                .contains("It waits for a triager: the checks passed and it waits for a decision.")
                .contains("You look after it: a triager wants a second opinion.")
                .contains("It is yours: the checks found something to change.");
        assertThat(rows("/")).contains("instructlab/taxonomy#3", "instructlab/taxonomy#5");
        assertThat(text(site.get("/").body())).contains("with ada");
    }

    @Test
    void aMaintainerSeesWhatWaitsForMaintainersTooAndAReaderOnlyTheirOwn() {
        site.with(
                Given.contribution(1).since(Duration.ofHours(1)).now(),
                Given.contribution(2).in(ContributionState.APPROVED).now());

        assertThat(yours()).containsExactly("#1");
        site.signIn(new Visitor(GRACE, PageRole.MAINTAINER, "token-1"));
        assertThat(yours()).containsExactly("#2", "#1");
        site.signIn(new Visitor(GRACE, PageRole.READER, "token-1"));
        assertThat(text(section())).contains("Nothing waits for you");
        site.signIn(Visitor.ANYBODY);
        assertThat(site.get("/").body()).doesNotContain("Your turn");
        assertThat(rows("/")).containsExactly("instructlab/taxonomy#1", "instructlab/taxonomy#2");
    }

    @Test
    void nobodyIsToldToJudgeTheirOwn() {
        site.signIn(new Visitor(GRACE, PageRole.MAINTAINER, "token-1"));
        site.with(
                Given.contribution(42).by("grace").now(),
                Given.contribution(43).by("ada").now());

        assertThat(yours()).containsExactly("#43");
        assertThat(rows("/")).contains("instructlab/taxonomy#42");
    }

    @Test
    void everyFilterIsInTheAddressAndInTheForm() {
        site.with(
                Given.contribution(1)
                        .by("ada")
                        .of(LeafKind.KNOWLEDGE, "knowledge/science/tides")
                        .found(2, 0)
                        .now(),
                Given.contribution(2).by("bob").sampled(10, 3).now().assignedTo(GRACE),
                Given.contribution(3).by("bob").found(0, 1).sampled(10, 9).now());

        assertThat(rows("/?kind=knowledge")).containsExactly("instructlab/taxonomy#1");
        assertThat(rows("/?place=/knowledge/science/")).containsExactly("instructlab/taxonomy#1");
        assertThat(rows("/?by=@Bob&assignee=nobody")).containsExactly("instructlab/taxonomy#3");
        assertThat(rows("/?assignee=grace")).containsExactly("instructlab/taxonomy#2");
        site.signIn(new Visitor(GRACE, PageRole.TRIAGER, "token-1"));
        assertThat(rows("/?assignee=me")).containsExactly("instructlab/taxonomy#2");
        assertThat(site.get("/?assignee=me").body()).contains("value=\"me\"");
        site.signIn(Visitor.ANYBODY);
        assertThat(text(site.get("/?assignee=me").body()))
                .contains("Sign in to see what is assigned to you; everybody's are shown.");
        assertThat(rows("/?findings=errors")).containsExactly("instructlab/taxonomy#1");
        assertThat(rows("/?findings=none")).containsExactly("instructlab/taxonomy#2");
        assertThat(rows("/?sample=low")).containsExactly("instructlab/taxonomy#2");
        assertThat(rows("/?findings=duplicates")).isEmpty();
        assertThat(rows("/?sample=low-score")).isEmpty();
        assertThat(rows("/?sort=yield")).startsWith("instructlab/taxonomy#2");
        assertThat(rows("/?sample=made&sort=number"))
                .containsExactly("instructlab/taxonomy#3", "instructlab/taxonomy#2");
        assertThat(site.get("/?kind=knowledge&place=knowledge/science&findings=errors")
                        .body())
                .contains("value=\"knowledge/science\"")
                .contains("<option value=\"errors\" selected>")
                .contains(
                        "href=\"/contributions/instructlab/taxonomy/1?kind=knowledge&amp;place=knowledge%2Fscience&amp;findings=errors\"");
    }

    @Test
    void whatIsOldIsFoundByItsAgeTogetherWithOtherFilters() {
        site.with(
                Given.contribution(1).since(Duration.ofDays(1)).now(),
                Given.contribution(2).since(Duration.ofDays(7)).by("bob").now(),
                Given.contribution(3).since(Duration.ofDays(40)).by("bob").now(),
                Given.contribution(4).since(Duration.ofDays(100)).now());

        assertThat(rows("/?age=within-a-week")).containsExactly("instructlab/taxonomy#1");
        assertThat(rows("/?age=within-a-month&sort=age"))
                .containsExactly("instructlab/taxonomy#2", "instructlab/taxonomy#1");
        assertThat(rows("/?age=over-a-week&sort=number"))
                .containsExactly("instructlab/taxonomy#4", "instructlab/taxonomy#3", "instructlab/taxonomy#2");
        assertThat(rows("/?age=over-a-month&by=bob&q=haiku")).containsExactly("instructlab/taxonomy#3");
        assertThat(rows("/?age=over-a-quarter")).containsExactly("instructlab/taxonomy#4");
        assertThat(site.get("/?age=over-a-month").body())
                .contains("<option value=\"over-a-month\" selected>", "2 of 4, show all")
                .contains("href=\"/contributions/instructlab/taxonomy/4?age=over-a-month\"");
        assertThat(site.post("/views", Map.of("name", "Old", "view", "?age=over-a-week", "form-token", "token-1"))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/?age=over-a-week");
    }

    @Test
    void theWorstScoreComesFirstAndSoDoTheMostDuplicates() {
        var good = Given.contribution(1).sampled(10, 5).now();
        var bad = Given.contribution(2).sampled(10, 5).now();
        site.with(good, bad, Given.contribution(3).now());
        site.with(judged(good, 3));
        site.with(judged(bad, 1));
        site.with(Given.run(1, RunOutcome.PASSED, known(1)));
        site.with(Given.run(3, RunOutcome.PASSED, known(2)));

        assertThat(rows("/?sort=score&turn=triager"))
                .as("that without a sample last")
                .containsExactly("instructlab/taxonomy#2", "instructlab/taxonomy#1", "instructlab/taxonomy#3");
        assertThat(text(site.get("/?sort=score&turn=triager").body()))
                .containsSubsequence("score 33 of 100", "score 100 of 100");
        assertThat(rows("/?sort=duplicates&turn=triager"))
                .containsExactly("instructlab/taxonomy#3", "instructlab/taxonomy#1", "instructlab/taxonomy#2");
        assertThat(text(site.get("/?sort=duplicates&q=haiku&turn=triager").body()))
                .containsSubsequence("2 duplicates", "1 duplicate");
        assertThat(site.get("/?sort=duplicates").body()).contains("<option value=\"duplicates\" selected>");
    }

    private static SampleReport judged(Contribution it, int score) {
        var row = new SampleRow(null, "Why?", "Because.", new Score(score, 3), "It is so.", null);
        var leaf = new LeafSample(
                "knowledge/x",
                LeafKind.KNOWLEDGE,
                "full/knowledge",
                new Funnel(List.of()),
                List.of(row),
                List.of(),
                List.of(),
                null,
                Usage.NONE,
                1);
        return new SampleReport(it.id(), it.head(), "teacher", List.of(leaf), List.of(), Usage.NONE, 1);
    }

    private static CheckedLeaf known(int examples) {
        var finding = new Finding(
                Finding.KNOWN_EXAMPLE, Severity.WARNING, "x/qna.yaml", Position.START, "", "It is.", "Mend.", null);
        return new CheckedLeaf("x/qna.yaml", 3, Collections.nCopies(examples, finding), null);
    }

    @Test
    void nonsenseInTheFiltersIsNamed() {
        site.with(Given.contribution(1).now());

        assertThat(text(site.get("/?kind=x&by=%3Cb%3E&findings=7&sample=?&age=young&sort=rank&page=900")
                        .body()))
                .contains("There is no kind \"x\"")
                .contains("Nobody can be called \"&lt;b&gt;\"")
                .contains("There is no choice of findings \"7\"")
                .contains("There is no choice of samples")
                .contains("There is no age \"young\"; all are shown.")
                .contains("There is no order \"rank\"; the longest wait comes first.")
                .contains("The list ends at page 100");
    }

    @Test
    void aRowTellsWhatTheJudgeThoughtOfTheSample() {
        Staged.on(site);

        assertThat(text(section())).containsPattern("kept score \\d+ of 100");
    }

    @Test
    void aViewIsKeptUnderANameAndForgotten() {
        site.with(Given.contribution(1).now());

        var answer = site.post(
                "/views",
                Map.of(
                        "name",
                        "Old <knowledge>",
                        "view",
                        "?sort=age&kind=knowledge&nonsense=1",
                        "form-token",
                        "token-1"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/?kind=knowledge&sort=age");
        assertThat(site.get("/").body())
                .contains("<a href=\"/?kind=knowledge&amp;sort=age\">Old &lt;knowledge&gt;</a>")
                .contains("value=\"token-1\"");
        site.signIn(new Visitor(new Person(43, "ada"), PageRole.ADMIN, "token-2"));
        assertThat(site.get("/").body()).doesNotContain("Old &lt;knowledge&gt;");

        site.signIn(new Visitor(GRACE, PageRole.TRIAGER, "token-1"));
        assertThat(site.post("/views/forget", Map.of("name", "Old <knowledge>", "form-token", "token-1"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(site.get("/").body()).doesNotContain("Old &lt;knowledge&gt;");
    }

    @Test
    void aViewThatOnlySortsCanBeKept() {
        site.with(Given.many(3));
        assertThat(site.get("/").body()).doesNotContain("Keep this view");
        assertThat(site.get("/?sort=findings&page=2").body()).contains("Keep this view", "value=\"?sort=findings\"");

        var answer =
                site.post("/views", Map.of("name", "Worst first", "view", "?sort=findings", "form-token", "token-1"));

        assertThat(answer.headers().firstValue("Location")).hasValue("/?sort=findings");
        assertThat(site.get("/?sort=findings").body())
                .contains("<a href=\"/?sort=findings\" aria-current=\"page\">Worst first</a>");
    }

    @Test
    void aViewWithoutANameOrOfNothingIsRefusedAndSoIsAStranger() {
        assertThat(site.post("/views", Map.of("name", " ", "view", "?q=x", "form-token", "token-1"))
                        .body())
                .contains("needs a name");
        assertThat(site.post("/views", Map.of("name", "x", "view", "?q=%ZZ", "form-token", "token-1"))
                        .statusCode())
                .isEqualTo(422);
        site.signIn(Visitor.ANYBODY);
        assertThat(site.post("/views", Map.of("name", "x", "view", "?q=x")).statusCode())
                .isEqualTo(401);
    }

    private String section() {
        var body = site.get("/").body();
        int from = body.indexOf("<section class=\"yours\"");
        return from < 0 ? "" : body.substring(from, body.indexOf("</section>", from));
    }

    private List<String> yours() {
        return ROW.matcher(section())
                .results()
                .map(row -> row.group(1).replaceFirst(".*#", "#"))
                .toList();
    }

    private List<String> rows(String path) {
        return ROW.matcher(site.get(path).body())
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}

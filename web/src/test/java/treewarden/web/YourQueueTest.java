package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.LeafKind;
import treewarden.domain.Person;
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
    void nonsenseInTheFiltersIsNamed() {
        site.with(Given.contribution(1).now());

        assertThat(text(site.get("/?kind=x&by=%3Cb%3E&findings=7&sample=?&page=900")
                        .body()))
                .contains("There is no kind \"x\"")
                .contains("Nobody can be called \"&lt;b&gt;\"")
                .contains("There is no choice of findings \"7\"")
                .contains("There is no choice of samples")
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

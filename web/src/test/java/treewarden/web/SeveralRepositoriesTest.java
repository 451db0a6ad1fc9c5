package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.Person;
import treewarden.domain.Repository;
import treewarden.store.KnownExample;
import treewarden.store.RepositoryState;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** What is told apart by its repository: the same folders are in several. */
class SeveralRepositoriesTest {
    private static final Repository ZOO = new Repository(2, "instructlab", "zoology", 5);
    private static final Pattern ROW = Pattern.compile("data-contribution=\"([^\"]+)\"");
    private static final String TIDES = "knowledge/tides";

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.in(folder);
        site.knows(TIDES);
        site.with(Given.contribution(7).of(LeafKind.KNOWLEDGE, TIDES).now());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void withAnother() {
        site.write(transaction -> {
            transaction.repositories().remember(ZOO);
            transaction
                    .leafExamples()
                    .replace(ZOO.id(), TIDES, "blob", List.of(new KnownExample(Digest.of("x"), new byte[2])));
        });
        site.with(Given.contribution(8)
                .to(ZOO)
                .titled("Owls")
                .of(LeafKind.KNOWLEDGE, TIDES)
                .now());
    }

    @Test
    void aContributionLeadsIntoTheTreeOfItsOwnRepository() {
        withAnother();

        assertThat(page("instructlab/taxonomy/7")).contains("href=\"/tree?at=knowledge\"");
        assertThat(page("instructlab/zoology/8")).contains("href=\"/tree?at=knowledge&amp;of=instructlab%2Fzoology\"");
        assertThat(text("/tree?at=knowledge&of=instructlab%2Fzoology"))
                .contains("#8")
                .doesNotContain("#7");
    }

    @Test
    void whereItsRepositoryHasNoTreeItLeadsIntoNone() {
        withAnother();
        site.write(transaction -> transaction.repositories().set(ZOO.id(), RepositoryState.REMOVED));

        assertThat(page("instructlab/zoology/8")).doesNotContain("Near it in the tree");
        assertThat(page("instructlab/taxonomy/7")).contains("Near it in the tree");
    }

    @Test
    void whoSearchedInATreeComesBackToItsFolder() {
        withAnother();

        assertThat(body("/tree?at=knowledge&q=tid&of=instructlab%2Fzoology"))
                .contains("<a class=\"reset\" href=\"/tree?at=knowledge&amp;of=instructlab%2Fzoology\">Show the folder")
                .contains("href=\"/tree?at=knowledge%2Ftides&amp;of=instructlab%2Fzoology\"");
        assertThat(body("/tree?q=tid")).contains("<a class=\"reset\" href=\"/tree\">Show the folder");
    }

    @Test
    void aTreeThatIsNotThereIsNamedBesideTheOneThatIsShown() {
        withAnother();

        assertThat(text("/tree?of=instructlab%2Fzoo"))
                .contains("There is no tree of \"instructlab/zoo\"; this is that of instructlab/taxonomy.");
        assertThat(text("/tree?of=%3Cb%3E")).contains("There is no tree of \"&lt;b&gt;\"");
        assertThat(text("/tree?of=INSTRUCTLAB%2Fzoology")).doesNotContain("There is no tree");
        assertThat(AsDescribed.json(site.get("/api/tree?of=x"))
                        .at("/problems/0")
                        .asText())
                .isEqualTo("There is no tree of \"x\"; this is that of instructlab/taxonomy.");
        assertThat(AsDescribed.json(site.get("/api/tree")).get("problems")).isEmpty();
    }

    @Test
    void theTreeLeadsToTheContributionsOfItsRepositoryAlone() {
        assertThat(body("/tree?at=knowledge")).contains("href=\"/?place=knowledge%2Ftides\"");

        withAnother();

        assertThat(body("/tree?at=knowledge"))
                .contains("href=\"/?place=knowledge%2Ftides&amp;repository=instructlab%2Ftaxonomy\"");
        assertThat(body("/tree?at=knowledge&of=instructlab/zoology"))
                .contains("href=\"/?place=knowledge%2Ftides&amp;repository=instructlab%2Fzoology\"");
        assertThat(rows("/?place=knowledge%2Ftides")).hasSize(2);
        assertThat(rows("/?place=knowledge%2Ftides&repository=instructlab%2Fzoology"))
                .containsExactly("instructlab/zoology#8");
    }

    @Test
    void theQueueIsFilteredByRepositoryWhereThereAreSeveral() {
        assertThat(body("/")).doesNotContain("name=\"repository\"");

        withAnother();

        assertThat(body("/"))
                .contains("<select name=\"repository\"")
                .contains("<option value=\"instructlab/zoology\">instructlab/zoology</option>");
        assertThat(rows("/?repository=INSTRUCTLAB/zoology")).containsExactly("instructlab/zoology#8");
        assertThat(body("/?repository=INSTRUCTLAB/zoology"))
                .contains("<option value=\"instructlab/zoology\" selected>")
                .contains("href=\"/contributions/instructlab/zoology/8?repository=instructlab%2Fzoology\"")
                .contains("1 of 2, show all");
        assertThat(rows("/contributions/instructlab/zoology/8?repository=instructlab%2Fzoology"))
                .containsExactly("instructlab/zoology#8");
    }

    @Test
    void aRepositoryThatWasRenamedIsFoundByItsNewName() {
        withAnother();
        site.write(transaction ->
                transaction.repositories().remember(new Repository(ZOO.id(), "instructlab", "animals", 5)));

        assertThat(rows("/?repository=instructlab/animals")).containsExactly("instructlab/animals#8");
        assertThat(text("/?repository=instructlab/zoology"))
                .contains("There is no repository \"instructlab/zoology\" here; all are shown.");
    }

    @Test
    void aRepositoryThatIsNotHereIsNamedAndAllAreShown() {
        for (var nonsense : List.of("x%2Fy", "nothing", "%3Cb%3E", "a%2Fb%2Fc", "x".repeat(3_000))) {
            assertThat(text("/?repository=" + nonsense)).contains("There is no repository", "all are shown");
            assertThat(rows("/?repository=" + nonsense)).containsExactly("instructlab/taxonomy#7");
        }
        assertThat(AsDescribed.json(site.get("/api/contributions?repository=x%2Fy"))
                        .get("problems"))
                .hasSize(1);
    }

    @Test
    void programsGetThoseOfOneRepository() {
        withAnother();

        var found = AsDescribed.json(site.get("/api/contributions?repository=instructlab%2Fzoology"));

        assertThat(found.get("found").asInt()).isOne();
        assertThat(found.get("problems")).isEmpty();
        assertThat(found.at("/contributions/0/contribution").asText()).isEqualTo("instructlab/zoology#8");
    }

    @Test
    void aViewOfOneRepositoryIsKept() {
        withAnother();
        site.signIn(new Visitor(new Person(42, "grace"), PageRole.TRIAGER, "token-1"));

        var answer = site.post(
                "/views", Map.of("name", "Zoo", "view", "?repository=instructlab%2Fzoology", "form-token", "token-1"));

        assertThat(answer.headers().firstValue("Location")).hasValue("/?repository=instructlab%2Fzoology");
        assertThat(body("/")).contains("<a href=\"/?repository=instructlab%2Fzoology\">Zoo</a>");
    }

    private String page(String contribution) {
        return body("/contributions/" + contribution);
    }

    private List<String> rows(String path) {
        return ROW.matcher(body(path)).results().map(row -> row.group(1)).toList();
    }

    private String text(String path) {
        return body(path)
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"");
    }

    private String body(String path) {
        return site.get(path).body();
    }
}

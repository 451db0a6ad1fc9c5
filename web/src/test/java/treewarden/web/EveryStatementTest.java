package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.domain.Person;
import treewarden.store.ContributionSearch.Order;
import treewarden.store.JobState;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/**
 * Every statement that a page or the API reads with, as SQLite plans it: what it reads grows with what it shows and not
 * with what is stored.
 */
class EveryStatementTest {
    private static final Visitor MONA = new Visitor(new Person(43, "mona"), PageRole.MAINTAINER, "token");

    private final Statements statements = new Statements();

    @TempDir
    Path folder;

    @Test
    void readsNoMoreThanIsShown() throws SQLException, IOException {
        try (var site = Site.in(folder, null, statements::of);
                var jobs = EveryPageTest.stage(site)) {
            EveryPageTest.pages().map(EveryPageTest.Shown::asked).forEach(asked -> {
                if (asked != null) {
                    site.signIn(asked.visitor());
                    site.get(asked.path(), "Accept", "text/html");
                }
            });
            site.signIn(MONA);
            Stream.of(narrowedQueues(), narrowedAudits(), jobsOfAState(), operations(site))
                    .flatMap(addresses -> addresses)
                    .forEach(address -> assertThat(site.get(address).statusCode())
                            .as(address)
                            .isLessThan(500));
        }

        var complaints = new ArrayList<String>();
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Site.DATABASE))) {
            for (var sql : statements.seen()) {
                complaints.addAll(PlanOfStatement.of(database, sql).complaints());
            }
        }
        assertThat(statements.seen()).hasSizeGreaterThan(60);
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from contribution order by title limit 50",
                "select count(*) from contribution",
                "select * from audit where number < ? and at < ? order by number desc limit ?",
                "select * from audit where actor in (?, ?) order by at desc, number desc limit ?",
                "select * from audit where action = ? and actor = ? order by at, number limit ?",
                "select * from job where state = ? order by created_at desc limit ?",
                "select max(id) from outbox where last_error = ?",
                "select r.name from run c join release r on r.repository = c.repository where c.number > ? and c.head = ?",
                "select name from release where started_by = ? order by started_at desc limit 1"
            })
    void whatReadsMoreIsComplainedOf(String sql) throws SQLException {
        Site.in(folder).close();

        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Site.DATABASE))) {
            assertThat(PlanOfStatement.of(database, sql).complaints()).isNotEmpty();
        }
    }

    /** One by one in each order, and some together. */
    private static Stream<String> narrowedQueues() {
        var narrowed = Stream.of(
                Stream.of(
                        "",
                        "q=haiku",
                        "q=a+b",
                        "q=%2312",
                        "kind=knowledge",
                        "place=knowledge",
                        "by=ana",
                        "assignee=me",
                        "assignee=nobody",
                        "findings=errors",
                        "findings=none",
                        "sample=low",
                        "sample=none",
                        "age=within-a-month",
                        "age=over-a-quarter",
                        "q=leaf&kind=knowledge&place=knowledge&by=ana&assignee=me&findings=errors&sample=low&age=over-a-week"),
                slugs("state=", Arrays.stream(ContributionState.values()).map(ContributionState::slug)),
                slugs("turn=", Arrays.stream(Party.values()).map(QueueQuery::slug)));
        var orders = Arrays.stream(Order.values()).map(QueueQuery::slug).toList();
        return narrowed.flatMap(some -> some)
                .flatMap(one -> orders.stream().map(order -> "?" + one + "&page=2&sort=" + order))
                .flatMap(query -> Stream.of("/" + query, "/api/contributions" + query));
    }

    /** In every combination. */
    private static Stream<String> narrowedAudits() {
        var addresses = Stream.of("before=1000");
        for (var each : List.of(
                "person=mona",
                "action=decide",
                "contribution=instructlab/taxonomy%2312",
                "from=2026-01-01",
                "until=1970-01-02")) {
            addresses = addresses.flatMap(others -> Stream.of(others, others + "&" + each));
        }
        return addresses.flatMap(query -> Stream.of("/audit?" + query, "/audit.csv?" + query, "/api/audit?" + query));
    }

    private static Stream<String> jobsOfAState() {
        return slugs(
                "/api/jobs?before=1000&state=", Arrays.stream(JobState.values()).map(JobState::slug));
    }

    private static Stream<String> slugs(String before, Stream<String> slugs) {
        return slugs.map(slug -> before + slug);
    }

    /** Those that read, with the examples of their description. */
    private static Stream<String> operations(Site site) throws IOException {
        var addresses = new ArrayList<String>();
        var described = new JsonMapper().readTree(site.get("/api/openapi.json").body());
        described.get("paths").properties().forEach(path -> {
            if (path.getValue().has("get")) {
                addresses.add(address(path.getKey(), path.getValue().at("/get/parameters")));
            }
        });
        return addresses.stream();
    }

    private static String address(String path, JsonNode parameters) {
        var address = path;
        var query = new ArrayList<String>();
        for (var parameter : parameters) {
            var name = parameter.get("name").asText();
            var example = Addresses.encoded(parameter.get("example").asText());
            address = address.replace("{" + name + "}", example);
            if (parameter.get("in").asText().equals("query")) {
                query.add(name + "=" + example);
            }
        }
        return address + "?" + String.join("&", query);
    }
}

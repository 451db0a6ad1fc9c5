package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.domain.Person;
import treewarden.store.ContributionSearch.Order;
import treewarden.store.JobState;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** Every page and every reading operation of the API, with every way to narrow and to sort what they list. */
final class AskEverything {
    private static final Visitor MONA = new Visitor(new Person(43, "mona"), PageRole.MAINTAINER, "token");

    private AskEverything() {}

    /** Of a site on which {@link EveryPageTest#stage} was. */
    static void of(Site site) {
        EveryPageTest.pages().map(EveryPageTest.Shown::asked).forEach(asked -> {
            if (asked != null) {
                site.signIn(asked.visitor());
                site.get(asked.path(), "Accept", "text/html");
            }
        });
        site.signIn(MONA);
        Stream.of(narrowedQueues(), besideAContribution(), narrowedAudits(), jobsOfAState(), operations(site))
                .flatMap(addresses -> addresses)
                .forEach(address ->
                        assertThat(site.get(address).statusCode()).as(address).isLessThan(500));
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
                        "repository=instructlab%2Ftaxonomy",
                        "by=ana",
                        "assignee=me",
                        "assignee=nobody",
                        "findings=errors",
                        "findings=none",
                        "sample=low",
                        "sample=none",
                        "age=within-a-month",
                        "age=over-a-quarter",
                        "q=leaf&kind=knowledge&place=knowledge&repository=instructlab/taxonomy&by=ana&assignee=me&findings=errors&sample=low&age=over-a-week"),
                slugs("state=", Arrays.stream(ContributionState.values()).map(ContributionState::slug)),
                slugs("turn=", Arrays.stream(Party.values()).map(QueueQuery::slug)));
        var orders = Arrays.stream(Order.values()).map(QueueQuery::slug).toList();
        return narrowed.flatMap(some -> some)
                .flatMap(one -> orders.stream().map(order -> "?" + one + "&page=2&sort=" + order))
                .flatMap(query -> Stream.of("/" + query, "/api/contributions" + query));
    }

    /** In each order, on a page of the list that it is not on, so that it is looked for. */
    private static Stream<String> besideAContribution() {
        return Arrays.stream(Order.values())
                .flatMap(order -> Stream.of("", "q=haiku&")
                        .map(words -> "/contributions/instructlab/taxonomy/12?" + words + "page=2&sort="
                                + QueueQuery.slug(order)));
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
        var states = Arrays.stream(JobState.values()).map(JobState::slug).toList();
        return Stream.concat(
                slugs("/api/jobs?before=1000&state=", states.stream()),
                slugs("/runs?before=1000&state=", Stream.concat(states.stream(), Stream.of("all"))));
    }

    private static Stream<String> slugs(String before, Stream<String> slugs) {
        return slugs.map(slug -> before + slug);
    }

    /** Those that read, with the examples of their description. */
    private static Stream<String> operations(Site site) {
        var addresses = new ArrayList<String>();
        described(site).get("paths").properties().forEach(path -> {
            if (path.getValue().has("get")) {
                addresses.add(address(path.getKey(), path.getValue().at("/get/parameters")));
            }
        });
        return addresses.stream();
    }

    private static JsonNode described(Site site) {
        try {
            return new JsonMapper().readTree(site.get("/api/openapi.json").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

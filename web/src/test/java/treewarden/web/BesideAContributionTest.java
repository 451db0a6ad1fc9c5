package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;

/** The queue beside a contribution: what stands before and after it is always in sight, also with scripts off. */
class BesideAContributionTest {
    private static final Pattern ROW =
            Pattern.compile("data-contribution=\"instructlab/taxonomy#(\\d+)\"( aria-current)?");

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.in(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void oneFarDownInItsGroupStandsThereWithThoseAroundIt() {
        site.with(Given.many(55));

        assertThat(rows(30, ""))
                .startsWith("26", "27", "28", "29", "30 is open", "31")
                .hasSize(ReadQueue.FIRST);
        assertThat(rows(55, "")).containsExactly("51", "52", "53", "54", "55 is open");
        assertThat(site.get(page(30, "")).body()).contains("href=\"/?turn=triager\">All 55</a>");
    }

    @Test
    void oneNearTheTopStandsWhereItAlwaysDid() {
        site.with(Given.many(55));

        assertThat(rows(3, "")).startsWith("1", "2", "3 is open").endsWith("20");
        assertThat(rows(19, "")).startsWith("1").endsWith("19 is open", "20");
        assertThat(rows(20, "")).as("the last of the list has one after it").startsWith("16", "17");
    }

    @Test
    void aFilterAnOrderAndAPageAreKept() {
        site.with(Given.many(ReadQueue.PAGE + 5));

        assertThat(rows(30, "?q=contribution&sort=number")).startsWith("34", "33", "32", "31", "30 is open", "29");
        assertThat(rows(30, "?turn=triager&page=2")).startsWith("26").endsWith("55");
        assertThat(rows(53, "?turn=triager&page=2")).containsExactly("51", "52", "53 is open", "54", "55");
        assertThat(rows(51, "?turn=triager&page=2"))
                .as("the first of the page has one before it")
                .startsWith("47");
        assertThat(rows(30, "?q=number+30")).containsExactly("30 is open");
    }

    @Test
    void theOtherGroupsStandAsTheyAlwaysDid() {
        site.with(Given.many(25));
        site.with(
                Given.contribution(80)
                        .in(ContributionState.CLOSED)
                        .since(Duration.ofHours(2))
                        .now(),
                Given.contribution(81)
                        .in(ContributionState.CLOSED)
                        .since(Duration.ofHours(1))
                        .now());

        assertThat(rows(24, "")).containsExactly("20", "21", "22", "23", "24 is open", "25", "81", "80");
        assertThat(rows(80, "")).startsWith("1").endsWith("81", "80 is open").hasSize(22);
    }

    @Test
    void whatTheFilterLeavesOutIsNotInTheList() {
        site.with(Given.many(25));
        site.with(Given.contribution(80).in(ContributionState.CLOSED).now());

        assertThat(rows(80, "?turn=triager")).hasSize(25).noneMatch(row -> row.contains("open"));
        assertThat(rows(3, "?q=nowhere")).isEmpty();
    }

    private static String page(int number, String query) {
        return "/contributions/instructlab/taxonomy/" + number + query;
    }

    private List<String> rows(int open, String query) {
        return ROW.matcher(site.get(page(open, query)).body())
                .results()
                .map(row -> row.group(1) + (row.group(2) == null ? "" : " is open"))
                .toList();
    }
}

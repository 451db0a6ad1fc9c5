package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.store.AuditEvent;

class AuditPageTest {
    private static final String[] MAINTAINER = {"Pretend", "mona maintainer"};
    private static final Pattern ROW = Pattern.compile("data-audit=\"(\\d+)\"");

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

    private void threeThingsHappen() {
        var it = Given.contribution(12).in(ContributionState.AWAITING_TRIAGE).now();
        var decided = site.database()
                .write(transaction ->
                        transaction.apply(new Decision(it, List.of(), List.of(), "treewarden", "31 of 40 rows kept")));
        site.write(transaction -> {
            transaction.actingFrom("comment 77");
            transaction.apply(new Decision(
                    decided.inState(ContributionState.ON_HOLD, Site.NOON),
                    List.of(),
                    List.of(),
                    "ada (9)",
                    "/hold =cmd|' /C calc'!A0"));
        });
        site.write(transaction -> transaction.audit(AuditEvent.of("ada (9)", "cancel-job", "=1+1")));
    }

    @Test
    void saysWhoDidWhatOnWhichCommitAndFromWhere() {
        threeThingsHappen();

        var page = site.get("/audit", MAINTAINER).body();

        assertThat(rows("/audit")).containsExactly("3", "2", "1");
        assertThat(text(page))
                .contains("ada (9)")
                .contains("from comment 77")
                .contains("awaiting triage \u2192 on hold")
                .contains(Given.head(12).brief());
        assertThat(page).contains("href=\"/contributions/instructlab/taxonomy/12\"");
    }

    @Test
    void theAddressHoldsTheFilter() {
        threeThingsHappen();

        assertThat(rows("/audit?person=ADA")).containsExactly("3", "2");
        assertThat(rows("/audit?action=decide")).containsExactly("2", "1");
        assertThat(rows("/audit?contribution=instructlab/taxonomy%2312&person=ada"))
                .containsExactly("2");
        assertThat(rows("/audit?from=2026-11-22&until=2026-11-22")).hasSize(3);
        assertThat(rows("/audit?until=2026-11-21")).isEmpty();
        assertThat(text(site.get("/audit?person=nobody", MAINTAINER).body())).contains("Nothing matches");
    }

    @Test
    void nonsenseInTheAddressIsNamed() {
        threeThingsHappen();

        var page = site.get("/audit?from=yesterday&contribution=%3Cb%3E&before=x", MAINTAINER);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page.body()))
                .contains("There is no day \"yesterday\" for \"from\"")
                .contains("There is no contribution \"&lt;b&gt;\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit.csv", "/audit.json"})
    void aFileOfNonsenseIsNotAFileOfEverything(String path) {
        threeThingsHappen();

        var answer = site.get(path + "?contribution=instructlab/taxonmy%2312&until=2026-13-01", MAINTAINER);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(text(answer.body()))
                .contains("Nothing was exported")
                .contains("There is no contribution \"instructlab/taxonmy#12\"; write it as owner/name#12.")
                .contains("There is no day \"2026-13-01\" for \"until\"; write it as 2026-11-22.")
                .doesNotContain("All are shown", "ada (9)");
    }

    @Test
    void theFilesOfAPageWithNonsenseHoldWhatItShows() {
        threeThingsHappen();

        assertThat(site.get("/audit?person=ada&contribution=x&from=yesterday", MAINTAINER)
                        .body())
                .contains("href=\"/audit.csv?person=ada\"", "href=\"/audit.json?person=ada\"");
    }

    @Test
    void aLongAuditHasPagesThatDoNotShift() {
        site.write(transaction -> {
            for (int i = 1; i <= 150; i++) {
                transaction.audit(AuditEvent.of("ada (9)", "cancel-job", "job " + i));
            }
        });
        assertThat(rows("/audit")).hasSize(100).first().isEqualTo("150");
        assertThat(site.get("/audit?person=ada", MAINTAINER).body())
                .contains("href=\"/audit?person=ada&amp;before=51\"");

        assertThat(rows("/audit?person=ada&before=51")).hasSize(50).first().isEqualTo("50");
    }

    @Test
    void theFilesHoldWhatThePageShowsAndASpreadsheetComputesNothingOfIt() throws IOException {
        threeThingsHappen();

        var csv = site.get("/audit.csv?person=ada", MAINTAINER);
        var json = site.get("/audit.json?person=ada", MAINTAINER);

        assertThat(csv.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"audit.csv\"");
        assertThat(csv.body().split("\r\n", -1)).hasSize(4);
        assertThat(csv.body().lines().toList())
                .first()
                .isEqualTo(
                        "\"number\",\"at\",\"by\",\"action\",\"contribution\",\"head\",\"before\",\"after\",\"why\",\"from\","
                                + "\"previous\",\"hash\"");
        assertThat(csv.body()).contains(",\"'=1+1\",").contains("\"instructlab/taxonomy#12\"");
        JsonNode rows = new JsonMapper().readTree(json.body());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("from").asText()).isEqualTo("comment 77");
        assertThat(rows.get(1).get("why").asText()).isEqualTo("=1+1");
        assertThat(rows.get(1).get("previous")).isEqualTo(rows.get(0).get("hash"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit", "/audit.csv", "/audit.json"})
    void othersAreToldToSignIn(String path) {
        threeThingsHappen();

        for (var headers : List.of(new String[] {}, new String[] {"Pretend", "tria triager"})) {
            var page = site.get(path, headers);
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body())
                    .contains("Sign in as somebody who maintains")
                    .doesNotContain("ada");
        }
    }

    private List<String> rows(String path) {
        return ROW.matcher(site.get(path, MAINTAINER).body())
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}

package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.release.Withdrawal;
import treewarden.store.AuditEntry;
import treewarden.store.AuditFilter;
import treewarden.web.session.Standing;

/** A maintainer keeps something out of every release, and lets it in again, from the page of releases. */
class KeepOutFromThePageTest {
    private static final String[] MAINTAINER = {"Pretend", "mona maintainer"};
    private static final String[] TRIAGER = {"Pretend", "tria triager"};

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
    void aLeafAFolderOrAPullRequestIsKeptOutAndTheRecordSaysByWhom() {
        var answer = exclude("knowledge/science/tides/qna.yaml", "its document is <b>not</b> free", MAINTAINER);
        exclude("#12", "poisoned", MAINTAINER);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("/releases?kept=knowledge%2Fscience%2Ftides#withdrawn");
        assertThat(withdrawals())
                .extracting(Withdrawal::what, Withdrawal::why, Withdrawal::by)
                .containsExactly(
                        tuple("#12", "poisoned", "mona"),
                        tuple("knowledge/science/tides", "its document is <b>not</b> free", "mona"));
        assertThat(site.get("/releases").body())
                .contains("its document is &lt;b&gt;not&lt;/b&gt; free")
                .doesNotContain("/releases/readmit");
        assertThat(lastEntry().event().action()).isEqualTo("withdraw");
        assertThat(lastEntry().event().why()).isEqualTo("#12: poisoned");
        assertThat(lastEntry().origin()).isEqualTo("page");
    }

    @Test
    void afterTheFormThePageSaysHowManyLeavesAreCovered() {
        site.write(transaction -> Released.begun(transaction, Released.SECOND).planned(null));

        var answer = exclude(Released.TIDES, "its document is not free", MAINTAINER);

        var page = site.get(answer.headers().firstValue("Location").orElseThrow(), MAINTAINER)
                .body();
        assertThat(page)
                .contains(Released.TIDES + " stays out of every release from now on. It covers 1 leaf: "
                        + Released.TIDES + ".");
        assertThat(site.get("/releases?kept=%23999", MAINTAINER).body())
                .as("what is not kept out")
                .doesNotContain("stays out of every release from now on. It covers");
        assertThat(site.get("/releases", MAINTAINER).body()).doesNotContain("It covers");
    }

    @Test
    void whereNoLeafIsCoveredThePageSaysThatToo() {
        var answer = exclude("#4711", "poisoned", MAINTAINER);

        assertThat(site.get(answer.headers().firstValue("Location").orElseThrow(), MAINTAINER)
                        .body())
                .contains("#4711 stays out of every release from now on. It covers no leaf that is known here by now");
    }

    @Test
    void besideEachThatIsKeptOutAButtonLetsItInAgain() {
        exclude("#12", "poisoned", MAINTAINER);
        assertThat(site.get("/releases", MAINTAINER).body())
                .contains("action=\"/releases/readmit\"")
                .contains("name=\"what\" value=\"#12\"");

        assertThat(readmit("#12", MAINTAINER).statusCode()).isEqualTo(303);

        assertThat(withdrawals()).isEmpty();
        assertThat(lastEntry().event().by()).isEqualTo("mona");
        assertThat(lastEntry().event().action()).isEqualTo("readmit");
        assertThat(lastEntry().origin()).isEqualTo("page");
        var late = readmit("#12", MAINTAINER);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("somebody has let it in meanwhile");
    }

    @Test
    void whatCannotBeMeantIsSaidAndStandsThereToBeChanged() {
        var answer = exclude("../etc", "its document is not free", MAINTAINER);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Name a folder of the taxonomy, such as knowledge/science/tides")
                .contains("action=\"/releases/exclude\"")
                .contains("../etc</textarea>")
                .contains("its document is not free</textarea>")
                .doesNotContain("<input type=\"hidden\" name=\"what\"");
        assertThat(exclude("knowledge/x", " ", MAINTAINER).body())
                .contains("Say why")
                .contains("knowledge/x</textarea>");
        assertThat(exclude("knowledge/x", "why ".repeat(501), MAINTAINER).body())
                .contains("The reason is too long")
                .contains("why why");
        assertThat(withdrawals()).isEmpty();
    }

    @Test
    void whatIsKeptOutAlreadyKeepsItsFirstReason() {
        exclude("knowledge/science", "its documents are not free", MAINTAINER);

        var again = exclude("knowledge/science/", "another reason", MAINTAINER);

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body())
                .contains("knowledge/science was kept out before")
                .contains("another reason</textarea>");
        assertThat(withdrawals()).extracting(Withdrawal::why).containsExactly("its documents are not free");
    }

    @Test
    void othersAreOfferedNothingAndWhoMaintainsNoMoreKeepsWhatTheyTyped() {
        assertThat(site.get("/releases", MAINTAINER).body()).contains("action=\"/releases/exclude\"");
        assertThat(site.get("/releases", TRIAGER).body()).doesNotContain("/releases/exclude");
        assertThat(exclude("#12", "poisoned", TRIAGER).statusCode()).isEqualTo(403);
        assertThat(exclude("#12", "poisoned").statusCode()).isEqualTo(403);

        site.nowIs("mona", Standing.UNKNOWN);
        var silent = exclude("#12", "what it cites is not there", MAINTAINER);

        assertThat(silent.statusCode()).isEqualTo(503);
        assertThat(silent.body())
                .contains("The code host could not be asked")
                .contains("what it cites is not there</textarea>")
                .contains("name=\"what\" value=\"#12\"");
        assertThat(readmit("#12", MAINTAINER).statusCode()).isEqualTo(503);
        assertThat(withdrawals()).isEmpty();
    }

    @Test
    void aReleaseThatWaitsAndHoldsItSaysSoAtOnceAndIsNotApproved() {
        site.write(transaction -> Released.begun(transaction, Released.SECOND)
                .planned(null)
                .trained(0.5)
                .evaluated(null)
                .undecided("too few questions"));
        var page = "/releases/" + Released.SECOND;

        exclude(Released.TIDES, "its document is not free", MAINTAINER);

        assertThat(site.get("/releases").body())
                .contains("release-20261122 holds it and is trained on it, so it will not be published: refuse it");
        assertThat(site.get(page).body())
                .contains("knowledge/science/tides (mona: its document is not free). It is not published");
        var approved = site.post(page + "/approve", Map.of("reason", "I read <b>all</b>"), MAINTAINER);
        assertThat(approved.statusCode()).isEqualTo(409);
        assertThat(approved.body())
                .contains("release-20261122 was trained on what is kept out of every release by now")
                .contains("I read &lt;b&gt;all&lt;/b&gt;</textarea>");
        readmit(Released.TIDES, MAINTAINER);
        assertThat(site.post(page + "/approve", Map.of("reason", "read"), MAINTAINER)
                        .statusCode())
                .isEqualTo(303);
    }

    private HttpResponse<String> exclude(String what, String reason, String... who) {
        return site.post("/releases/exclude", Map.of("what", what, "reason", reason), who);
    }

    private HttpResponse<String> readmit(String what, String... who) {
        return site.post("/releases/readmit", Map.of("what", what), who);
    }

    private List<Withdrawal> withdrawals() {
        return site.database().read(tables -> tables.releases().withdrawals());
    }

    private AuditEntry lastEntry() {
        return site.database()
                .read(tables -> tables.audit().before(AuditFilter.ALL, Long.MAX_VALUE, 1))
                .get(0);
    }
}

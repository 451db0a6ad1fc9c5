package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.Reconcile;
import treewarden.domain.JobPayload.Remind;
import treewarden.domain.JobPayload.SnapshotTaxonomy;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.RunnerConfig;

/** After a bad night there are more jobs than one page has room for. */
class OlderRunsTest {
    private static final String[] TRIAGER = {"Pretend", "tria triager"};
    private static final Pattern ROW = Pattern.compile("data-job=\"(\\d+)\"");

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
    void everyJobThatFailedIsReachedFromThePage() {
        fail(101);
        assertThat(text("/runs")).contains("Failed 101").contains("The latest 50 are here. Older");

        var second = follow("/runs", "Older");
        assertThat(second).isEqualTo("/runs?state=failed&before=52");
        assertThat(jobs(second)).hasSize(50).startsWith("51").endsWith("2");
        assertThat(text(second)).contains("Jobs that failed").contains("the bad night");
        var last = follow(second, "Older");
        assertThat(jobs(last)).containsExactly("1");
        assertThat(site.get(last).body()).doesNotContain("rel=\"next\"");

        assertThat(jobs(follow(last, "Newest"))).hasSize(50).startsWith("101");
        assertThat(follow(last, "Runs")).isEqualTo("/runs");
        assertThat(site.get(second, TRIAGER).body()).contains("action=\"/runs/51/retry\"");
    }

    @Test
    void aPageThatHoldsThemAllLeadsNowhere() {
        fail(50);
        end(1);

        assertThat(site.get("/runs").body()).doesNotContain("state=failed", "state=done", "are here.");
        assertThat(site.get("/runs?state=failed").body()).doesNotContain("before=", "Newest");
    }

    @Test
    void whatEndedWellIsThereHoweverMuchFailedSince() {
        end(2);
        site.advance(Duration.ofHours(1));
        var called = site.enqueue(new Remind(1));
        site.write(transaction -> transaction.requestCancel(called));
        site.advance(Duration.ofHours(1));
        fail(60);

        assertThat(text("/runs")).contains("Ended lately 3").doesNotContain("Nothing has ended yet.");
        assertThat(jobs("/runs")).endsWith("3", "2", "1");
    }

    @Test
    void whatEndedLongAgoIsReachedByHowItEnded() {
        end(51);

        assertThat(jobs(follow("/runs", "All that are done"))).hasSize(50).startsWith("51");
        assertThat(follow("/runs", "All that were cancelled")).isEqualTo("/runs?state=cancelled");
        assertThat(text("/runs?state=cancelled"))
                .contains("Jobs that were cancelled")
                .contains("There is none.");
    }

    @Test
    void whatWaitsIsThereToo() {
        site.write(transaction -> {
            for (int n = 1; n <= 51; n++) {
                transaction.enqueue(new Reconcile(n));
            }
        });

        assertThat(text("/runs")).contains("no worker can do this 51").contains("The first 50 are here.");
        var all = follow("/runs", "All that wait, the latest first");
        assertThat(jobs(all)).hasSize(50).startsWith("51");
        assertThat(jobs(follow(all, "Older"))).containsExactly("1");
    }

    @Test
    void allOfThemAreListedWhateverTheirState() {
        end(1);
        fail(1);
        site.enqueue(new Remind(1));

        assertThat(jobs("/runs?before=3")).containsExactly("2", "1");
        assertThat(text("/runs?before=3")).contains("All jobs");
        assertThat(jobs(follow("/runs?before=3", "Newest"))).containsExactly("3", "2", "1");
    }

    @Test
    void anAddressThatMakesNoSenseSaysSoAndShowsWhatItCan() {
        fail(1);

        assertThat(text("/runs?state=%3Cb%3Easleep&before=x"))
                .contains("There is no state \"&lt;b&gt;asleep\"; all are shown.")
                .contains("There is no job \"x\" to begin before; the latest are shown.")
                .contains("the bad night");
        assertThat(site.get("/runs?state=failed&before=99999999999999999999").statusCode())
                .isEqualTo(200);
        assertThat(jobs("/runs?state=failed&before=0")).containsExactly("1");
        assertThat(text("/runs?state=")).as("as /runs").contains("Nothing runs at the moment.");
    }

    @Test
    void theListIsRenewedAsItWasAskedFor() {
        fail(1);
        var address = "/runs?state=failed&before=7";

        assertThat(site.get(address).body()).contains("data-refresh=\"/runs?state=failed&amp;before=7\"");
        assertThat(site.get(address, "HX-Request", "true").body())
                .contains("Jobs that failed")
                .doesNotContain("<html");
    }

    private void fail(int many) {
        site.write(transaction -> {
            for (int n = 1; n <= many; n++) {
                transaction.enqueue(new Reconcile(n));
            }
        });
        run(JobKind.RECONCILE, new JobResult.GaveUp("the bad night"));
    }

    private void end(int many) {
        site.write(transaction -> {
            for (int n = 1; n <= many; n++) {
                transaction.enqueue(new SnapshotTaxonomy(n));
            }
        });
        run(JobKind.SNAPSHOT_TAXONOMY, JobResult.done("read"));
    }

    private void run(JobKind kind, JobResult result) {
        new JobRunner(
                        site.database(),
                        EnumSet.of(Capability.FORGE),
                        List.of(new JobHandler<JobPayload>() {
                            @Override
                            public JobKind kind() {
                                return kind;
                            }

                            @Override
                            public JobResult run(JobContext context, JobPayload payload) {
                                return result;
                            }
                        }),
                        RunnerConfig.named("w"))
                .runUntilQuiet();
    }

    /** The address of the first link with these words. */
    private String follow(String path, String words) {
        var link = Pattern.compile("<a href=\"([^\"]*)\"[^>]*>" + Pattern.quote(words) + "</a>")
                .matcher(site.get(path).body().replaceAll("(?s)^.*<main", ""));
        assertThat(link.find()).as("link " + words + " on " + path).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private List<String> jobs(String path) {
        return ROW.matcher(site.get(path).body())
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private String text(String path) {
        return site.get(path).body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}

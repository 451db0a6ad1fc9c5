package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;

/** What somebody was answered on a page is told to them on the next one, and to nobody else. */
class PageRepliesTest extends Contract {
    private static final long TESS = 11;
    private static final long TOM = 12;

    private Contribution first;
    private Contribution second;

    @BeforeEach
    void twoWait() {
        first = database.write(transaction -> transaction.apply(decided(contribution(1))));
        second = database.write(transaction -> transaction.apply(decided(contribution(2))));
    }

    @Test
    void isKeptForWhomItWasMeant() {
        var reply = keep(first, TESS, "/retry", "Tried again: what runs the sample.");

        assertThat(find(first, TESS)).contains(reply);
        assertThat(find(first, TOM)).isEmpty();
        assertThat(find(second, TESS)).isEmpty();
    }

    @Test
    void theLatestTakesThePlaceOfTheOneBefore() {
        keep(first, TESS, "/approve", "This is 1 of 2 approvals.");
        var later = keep(first, TESS, "/hold", "");
        keep(second, TESS, "/check", "");

        assertThat(find(first, TESS)).contains(later);
    }

    @Test
    void isForgottenAfterMinutes() {
        keep(first, TESS, "/check", "");

        clock.advance(PageReplies.WITHIN.minus(Duration.ofSeconds(1)));
        assertThat(find(first, TESS)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(find(first, TESS)).isEmpty();

        keep(second, TOM, "/check", "");
        assertThat(kept()).as("of all").isEqualTo(1);
    }

    @Test
    void itIsOfTheContributionAsItWas() {
        var reply = keep(first, TESS, "/approve", "This is 1 of 2 approvals.");
        assertThat(reply.isOf(first)).isTrue();

        var next = database.write(
                transaction -> transaction.apply(decided(first.inState(ContributionState.ON_HOLD, clock.instant()))));

        assertThat(reply.isOf(next)).isFalse();
    }

    private PageReply keep(Contribution about, long by, String command, String words) {
        var reply = new PageReply(about.id(), by, command, words, about.state(), about.version(), clock.instant());
        database.run(transaction -> transaction.pageReplies().keep(reply));
        return reply;
    }

    private Optional<PageReply> find(Contribution about, long by) {
        return database.read(tables -> tables.pageReplies().find(about.id(), by));
    }

    private static Decision decided(Contribution next) {
        return new Decision(next, List.of(), List.of(), "tess (11)", "looked at");
    }

    private int kept() {
        return database.read(tables -> tables.session()
                .handle()
                .createQuery("select count(*) from page_reply")
                .mapTo(Integer.class)
                .one());
    }
}

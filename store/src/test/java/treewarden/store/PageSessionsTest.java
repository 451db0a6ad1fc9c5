package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import treewarden.domain.Person;

class PageSessionsTest extends Contract {
    private static final Person ADA = new Person(4, "ada");

    private PageSession signedIn(String idHash) {
        var now = clock.instant();
        var session = new PageSession(idHash, ADA, "triager", now, now, now);
        database.run(transaction -> transaction.pageSessions().add(session));
        return session;
    }

    private Optional<PageSession> found(String idHash) {
        return database.read(tables -> tables.pageSessions().find(idHash));
    }

    @Test
    void whoSignedInIsKnownUntilTheySignOut() {
        var session = signedIn("one");

        assertThat(found("one")).contains(session);
        assertThat(found("two")).isEmpty();

        database.run(transaction -> transaction.pageSessions().remove("one"));
        assertThat(found("one")).isEmpty();
    }

    @Test
    void oneOfThoseWhoFindTheStandingOldAsks() {
        var session = signedIn("one");
        clock.advance(Duration.ofMinutes(6));

        assertThat(database.<Boolean>write(
                        transaction -> transaction.pageSessions().claimQuestion(session)))
                .isTrue();
        assertThat(database.<Boolean>write(
                        transaction -> transaction.pageSessions().claimQuestion(session)))
                .isFalse();
        database.run(transaction -> transaction.pageSessions().stands("one", "reader"));

        assertThat(found("one")).hasValueSatisfying(it -> {
            assertThat(it.standing()).isEqualTo("reader");
            assertThat(it.asked()).isEqualTo(clock.instant());
            assertThat(it.began()).isEqualTo(session.began());
        });
    }

    @Test
    void beingSeenMovesWhenTheyWereLastSeenAlone() {
        var session = signedIn("one");
        clock.advance(Duration.ofMinutes(2));

        database.run(transaction -> transaction.pageSessions().touch("one"));

        assertThat(found("one").orElseThrow().used()).isEqualTo(clock.instant());
        assertThat(found("one").orElseThrow().asked()).isEqualTo(session.asked());
    }

    @Test
    void whatBeganAMonthAgoIsForgotten() {
        signedIn("old");
        clock.advance(Duration.ofDays(31));
        signedIn("new");

        assertThat(new Retention(database).sweep().pageSessions()).isEqualTo(1);
        assertThat(found("old")).isEmpty();
        assertThat(found("new")).isPresent();
    }
}

package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;

class AuditTest extends Contract {
    private Contribution contribution = contribution(1);

    @BeforeEach
    void threeThingsHappened() {
        contribution = apply(new Decision(contribution(1), List.of(), List.of(), "treewarden", "its files are read"));
        clock.advance(Duration.ofMinutes(5));
        contribution = apply(new Decision(
                contribution.inState(ContributionState.APPROVED, clock.instant()),
                List.of(),
                List.of(),
                "ada (9)",
                "looks good"));
        database.run(transaction -> transaction.audit(AuditEvent.of("ada (9)", "cancel-job", "job 7")));
    }

    @Test
    void theTimelineOfAContributionSaysWhoDidWhatWhenAndWhy() {
        List<AuditEntry> timeline = database.read(tables -> tables.audit().timeline(contribution.id()));

        assertThat(timeline.stream().map(AuditEntry::event))
                .containsExactly(
                        new AuditEvent(
                                "treewarden",
                                "decide",
                                contribution.id(),
                                HEAD.hex(),
                                null,
                                "checking",
                                "its files are read"),
                        new AuditEvent(
                                "ada (9)",
                                "decide",
                                contribution.id(),
                                HEAD.hex(),
                                "checking",
                                "approved",
                                "looks good"));
        assertThat(timeline.get(1).at()).isEqualTo(clock.instant());
    }

    @Test
    void anUntouchedAuditIsIntact() {
        List<AuditEntry> all = database.read(tables -> tables.audit().after(0, 100));

        assertThat(verdict()).isEqualTo(new AuditVerdict.Intact(3, all.get(2).hash()));
        assertThat(all.get(1).previous()).isEqualTo(all.get(0).hash());
        assertThat(database.<List<AuditEntry>>read(tables -> tables.audit().after(2, 100)))
                .containsExactly(all.get(2));
    }

    @Test
    void theDatabaseItselfRefusesToChangeARow() {
        assertThatThrownBy(() -> behindOurBack("update audit set why = 'looks bad' where number = 2"))
                .hasStackTraceContaining("the audit is append-only");
        assertThatThrownBy(() -> behindOurBack("delete from audit where number = 2"))
                .hasStackTraceContaining("the audit is append-only");
        assertThat(verdict()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void aChangedRowIsFound() {
        withoutTriggers();
        behindOurBack("update audit set why = 'looks bad' where number = 2");

        assertThat(verdict()).isEqualTo(new AuditVerdict.Broken(2, "Row 2 was changed after it was written."));
    }

    @Test
    void aChangedActorIsFound() {
        withoutTriggers();
        behindOurBack("update audit set actor = 'grace (10)' where number = 1");

        assertThat(verdict()).isEqualTo(new AuditVerdict.Broken(1, "Row 1 was changed after it was written."));
    }

    @Test
    void aMissingRowIsFound() {
        withoutTriggers();
        behindOurBack("delete from audit where number = 2");

        assertThat(verdict()).isEqualTo(new AuditVerdict.Broken(2, "Row 2 is missing."));
    }

    @Test
    void aMissingEndIsFound() {
        withoutTriggers();
        behindOurBack("delete from audit where number = 3");

        assertThat(verdict()).isEqualTo(new AuditVerdict.Broken(3, "Rows after 2 are missing: there were 3."));
    }

    @Test
    void aRowThatWasMadeUpWithAFittingHashBreaksTheNext() {
        withoutTriggers();
        List<AuditEntry> all = database.read(tables -> tables.audit().after(0, 100));
        var forged = AuditEntry.following(
                new AuditEntry.Last(1, all.get(0).hash()),
                all.get(1).at(),
                AuditEvent.of("grace (10)", "decide", "looks good"),
                null);
        behindOurBack("delete from audit where number = 2");
        behindOurBack("insert into audit (number, at, actor, action, why, previous, hash) values (2, "
                + forged.at().toEpochMilli() + ", 'grace (10)', 'decide', 'looks good', '" + forged.previous() + "', '"
                + forged.hash() + "')");

        assertThat(verdict()).isEqualTo(new AuditVerdict.Broken(3, "Row 3 does not follow the row before it."));
    }

    @Test
    void aRowThatWasAddedBehindTheEndIsFound() {
        List<AuditEntry> all = database.read(tables -> tables.audit().after(0, 100));
        var last = all.get(2);
        var forged = AuditEntry.following(
                new AuditEntry.Last(3, last.hash()), last.at(), AuditEvent.of("grace (10)", "decide", "mine"), null);
        behindOurBack("insert into audit (number, at, actor, action, why, previous, hash) values (4, "
                + forged.at().toEpochMilli() + ", 'grace (10)', 'decide', 'mine', '" + forged.previous() + "', '"
                + forged.hash() + "')");

        assertThat(verdict()).isEqualTo(new AuditVerdict.Broken(4, "Row 4 was added behind the end: there were 3."));
    }

    @Test
    void rowsThatChangedPlacesAreFound() {
        withoutTriggers();
        behindOurBack("update audit set number = 99 where number = 1");
        behindOurBack("update audit set number = 1 where number = 2");
        behindOurBack("update audit set number = 2 where number = 99");

        assertThat(verdict()).isEqualTo(new AuditVerdict.Broken(1, "Row 1 does not follow the row before it."));
    }

    @Test
    void fromWhereAPersonActedIsKeptAndCannotBeChanged() {
        database.run(transaction -> {
            transaction.actingFrom("comment 77");
            transaction.audit(AuditEvent.of("ada (9)", "command", "/hold"));
        });
        assertThat(database.read(tables -> tables.audit().after(3, 1)).get(0).origin())
                .isEqualTo("comment 77");
        assertThat(verdict()).isInstanceOf(AuditVerdict.Intact.class);

        withoutTriggers();
        behindOurBack("update audit set origin = null where number = 4");

        assertThat(verdict()).isEqualTo(new AuditVerdict.Broken(4, "Row 4 was changed after it was written."));
    }

    @Test
    void rowsAreFoundByWhoDidWhatToWhichContributionAndWhen() {
        assertThat(numbers(AuditFilter.ALL)).containsExactly(3L, 2L, 1L);
        assertThat(numbers(AuditFilter.ALL.person("Ada"))).containsExactly(3L, 2L);
        assertThat(numbers(AuditFilter.ALL.person("ada (9)"))).containsExactly(3L, 2L);
        assertThat(numbers(AuditFilter.ALL.person("ad"))).isEmpty();
        assertThat(numbers(AuditFilter.ALL.action("decide"))).containsExactly(2L, 1L);
        assertThat(numbers(AuditFilter.ALL.contribution(contribution.id()).person("ada")))
                .containsExactly(2L);
        assertThat(numbers(AuditFilter.ALL.between(clock.instant(), null))).containsExactly(3L, 2L);
        assertThat(numbers(AuditFilter.ALL.between(null, clock.instant()))).containsExactly(1L);
        assertThat(database.<List<String>>read(tables -> tables.audit().actions()))
                .containsExactly("cancel-job", "decide");
    }

    @Test
    void pagesOfWhatIsFoundFollowOneAnotherEvenWhereAClockWasSetBack() {
        clock.advance(Duration.ofDays(1));
        database.run(transaction -> transaction.audit(AuditEvent.of("ada", "command", "/hold")));
        clock.advance(Duration.ofDays(-2));
        database.run(transaction -> transaction.audit(AuditEvent.of("ada (9)", "command", "/sample")));
        clock.advance(Duration.ofHours(1));
        database.run(transaction -> transaction.audit(AuditEvent.of("ada (12)", "command", "/approve")));

        var ada = AuditFilter.ALL.person("ada");
        assertThat(numbers(ada)).containsExactly(4L, 3L, 2L, 6L, 5L);
        assertThat(numbers(ada.action("command"))).containsExactly(4L, 6L, 5L);
        assertThat(numbers(ada.between(null, clock.instant()))).containsExactly(5L);
        for (var filter :
                List.of(ada, AuditFilter.ALL.action("command"), AuditFilter.ALL.between(Instant.EPOCH, null))) {
            var onePage = new ArrayList<>(numbers(filter));
            assertThat(oneByOne(filter)).containsExactlyElementsOf(onePage);
            Collections.reverse(onePage);
            assertThat(database.<List<AuditEntry>>read(tables -> tables.audit().after(filter, 0, 100)))
                    .extracting(AuditEntry::number)
                    .containsExactlyElementsOf(onePage);
        }
    }

    private List<Long> oneByOne(AuditFilter filter) {
        var numbers = new ArrayList<Long>();
        long before = Long.MAX_VALUE;
        while (true) {
            long number = before;
            var page = database.<List<AuditEntry>>read(tables -> tables.audit().before(filter, number, 1));
            if (page.isEmpty()) {
                return numbers;
            }
            before = page.get(0).number();
            numbers.add(before);
        }
    }

    private List<Long> numbers(AuditFilter filter) {
        return database.read(tables -> tables.audit().before(filter, Long.MAX_VALUE, 100)).stream()
                .map(AuditEntry::number)
                .toList();
    }

    private AuditVerdict verdict() {
        return database.read(tables -> tables.audit().verify());
    }

    private void withoutTriggers() {
        var on = backend == Backend.POSTGRES ? " on audit" : "";
        behindOurBack("drop trigger audit_is_not_changed" + on);
        if (backend == Backend.SQLITE) {
            behindOurBack("drop trigger audit_is_not_deleted");
        }
    }
}

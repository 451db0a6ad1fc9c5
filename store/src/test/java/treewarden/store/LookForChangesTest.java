package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.Reconcile;
import treewarden.store.LookForChanges.Subject;

/** Two processes with one database: one shows pages, the other one works. */
class LookForChangesTest extends Contract {
    private Database other;
    private LookForChanges pages;

    @BeforeEach
    void openBeside() {
        other = Database.openBeside(config, clock);
        pages = new LookForChanges(database);
        assertThat(pages.look()).as("before the first look").containsExactlyInAnyOrder(Subject.values());
        assertThat(pages.look()).isEmpty();
    }

    @AfterEach
    void closeOther() {
        other.close();
    }

    @Test
    void whatAnotherProcessDecidesIsSeenOnce() {
        other.run(transaction -> transaction.apply(decide(contribution(1))));

        assertThat(pages.look()).contains(Subject.CONTRIBUTIONS);
        assertThat(pages.look()).isEmpty();
    }

    @Test
    void aJobOfAnotherProcessIsSeenToComeMoveAndEnd() {
        var seen = new ArrayList<Set<Subject>>();
        other.run(transaction -> transaction.enqueue(reconcile(1)));
        seen.add(pages.look());

        JobHandler<Reconcile> work = when(JobKind.RECONCILE, (context, payload) -> {
            seen.add(pages.look());
            context.progress(0, 9, "looking");
            seen.add(pages.look());
            context.progress(9, 9, "looking");
            seen.add(pages.look());
            return JobResult.done("looked");
        });
        new JobRunner(other, Set.of(Capability.FORGE), List.of(work), settings("elsewhere")).runUntilQuiet();
        seen.add(pages.look());

        assertThat(seen).hasSize(5).allSatisfy(subjects -> assertThat(subjects).containsExactly(Subject.JOBS));
        assertThat(pages.look()).isEmpty();
    }

    @Test
    void aJobThatIsAskedToEndIsSeen() {
        var job = enqueue(reconcile(1));
        pages.look();

        other.run(transaction -> transaction.requestCancel(job));

        assertThat(pages.look()).containsExactly(Subject.JOBS);
    }

    @Test
    void aQuietDatabaseIsLeftAlone() {
        enqueue(reconcile(1));
        pages.look();

        other.read(tables -> tables.jobs().find(new JobId(1)));

        assertThat(pages.look()).isEmpty();
    }
}

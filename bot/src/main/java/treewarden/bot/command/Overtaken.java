package treewarden.bot.command;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import treewarden.domain.ContributionId;
import treewarden.domain.Person;
import treewarden.store.AuditEntry;
import treewarden.store.AuditEvent;
import treewarden.store.Tables;

/** Whether another person decided about a contribution after somebody looked at it. */
public final class Overtaken {
    /** What does not change the state and says something about it all the same begins with one of these. */
    private static final Set<String> VERDICTS =
            Set.of("/approve", "/request-changes", "/uncertain", "/reject", "/hold");

    private Overtaken() {}

    /**
     * The latest decision of somebody else; empty where there is none.
     *
     * @param seenUntil number of the latest row of the audit that they saw
     */
    public static Optional<AuditEntry> since(
            Tables tables, ContributionId contribution, long seenUntil, Person person) {
        return tables.audit().timeline(contribution).stream()
                .filter(entry -> entry.number() > seenUntil)
                .filter(entry -> isDecision(entry.event()))
                .filter(entry -> isOfAPerson(entry.event()) && !isOf(entry.event(), person))
                .max(Comparator.comparingLong(AuditEntry::number));
    }

    /** Whether this person did it. */
    private static boolean isOf(AuditEvent event, Person person) {
        return event.by().endsWith(" (" + person.id() + ")");
    }

    /** Whether it is in the words of a command by which people judge. */
    static boolean isVerdict(AuditEvent event) {
        return VERDICTS.contains(event.why().split(" ", 2)[0]);
    }

    static boolean isOfAPerson(AuditEvent event) {
        return event.by().endsWith(")");
    }

    private static boolean isDecision(AuditEvent event) {
        return event.action().equals("decide") && (!Objects.equals(event.before(), event.after()) || isVerdict(event));
    }
}

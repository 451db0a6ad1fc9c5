package treewarden.web.decide;

import org.jspecify.annotations.Nullable;
import treewarden.bot.command.Overtaken;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Person;
import treewarden.store.AuditEntry;
import treewarden.store.AuditEvent;
import treewarden.store.Tables;
import treewarden.web.view.Refused;

/** Who decided before somebody's own decision came, what and when. */
final class TellOvertaken {
    private final Surroundings around;

    TellOvertaken(Surroundings around) {
        this.around = around;
    }

    /** Null where nobody did since they looked. */
    Refused.@Nullable Overtaken of(Tables tables, ContributionId id, Form form, Person person) {
        return form.seenUntil() >= 0
                ? Overtaken.since(tables, id, form.seenUntil(), person)
                        .map(this::words)
                        .orElse(null)
                : null;
    }

    private Refused.Overtaken words(AuditEntry entry) {
        var event = entry.event();
        return new Refused.Overtaken(event.by(), event.why(), state(event), around.moment(entry.at()));
    }

    private static String state(AuditEvent event) {
        var after = event.after();
        return after == null ? "" : ContributionState.ofSlug(after).clause();
    }
}

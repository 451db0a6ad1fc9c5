package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit, the latest first, as far as it was asked for.
 *
 * @param person asked for; empty for all, as with the others
 * @param contribution {@code owner/name#12}
 * @param from the first day
 * @param until the last day
 * @param actions that there are
 * @param complaints what of the address was not understood
 * @param filtered whether anything was asked for
 * @param csv the address of the same rows as a file for spreadsheets
 * @param json the same for programs
 * @param earlier the address of the rows before these; null where there are none
 */
public record AuditPage(
        String person,
        String contribution,
        String action,
        String from,
        String until,
        List<String> actions,
        List<String> complaints,
        boolean filtered,
        List<Row> rows,
        String csv,
        String json,
        @Nullable String earlier) {
    public AuditPage {
        actions = List.copyOf(actions);
        complaints = List.copyOf(complaints);
        rows = List.copyOf(rows);
    }

    /**
     * One line.
     *
     * @param page of the contribution here; null where it is about none
     * @param head the first digits of the commit; empty where it is about none
     * @param change the states before and after; empty where it changed none
     * @param origin from where a person acted; empty where that is not known
     */
    public record Row(
            long number,
            Moment at,
            String by,
            String action,
            String contribution,
            @Nullable String page,
            String head,
            String change,
            String why,
            String origin,
            String hash) {}
}

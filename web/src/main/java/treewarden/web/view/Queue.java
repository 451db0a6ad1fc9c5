package treewarden.web.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queue as an address asks for it.
 *
 * @param self its own address
 * @param text the words that were searched for
 * @param state the slug of the only state that is shown; empty for all
 * @param turn the slug of the only turn that is shown; empty for all
 * @param sort {@code wait}, {@code latest}, {@code age}, {@code number}, {@code findings}, {@code yield}, {@code
 *     score} or {@code duplicates}
 * @param total how many contributions there are, whatever the filter
 * @param found how many the filter leaves
 * @param only by what else it is narrowed: each parameter of the address with its value, empty where it does not narrow
 * @param repositories the names of all, of which one can be chosen
 * @param complaints sentences about the address
 * @param yours what waits for whoever looks; null where nobody has signed in, or something is searched for
 * @param views what they keep; null where nobody has signed in
 */
public record Queue(
        String self,
        String text,
        String state,
        String turn,
        String sort,
        boolean filtered,
        int total,
        int found,
        List<Choice> states,
        Map<String, String> only,
        List<String> repositories,
        List<Group> groups,
        List<String> complaints,
        Moment now,
        @Nullable Yours yours,
        @Nullable Views views) {
    /**
     * What waits for one person, the longest wait first.
     *
     * @param more whether there is more than is shown
     */
    public record Yours(List<Waiting> rows, boolean more) {}

    /** @param why it waits for them, as a sentence */
    public record Waiting(Row row, String why) {}

    /**
     * The views that a person keeps.
     *
     * @param toKeep the end of the address that could be kept now; empty where nothing is searched for and the
     *     order is the usual one
     * @param formToken what each form must hold
     */
    public record Views(List<View> kept, String toKeep, String formToken) {}

    /** A view that is kept. */
    public record View(String name, String address) {}

    /** A state that can be chosen, with the number of contributions in it. */
    public record Choice(String slug, String words, int count) {}

    /**
     * Those that wait for the same party.
     *
     * @param turn slug of the party
     * @param count how many there are; {@code rows} may hold fewer
     * @param all the address of this group alone
     * @param earlier the address of the page before; null where there is none
     * @param later the address of the page after; null where there is none
     */
    public record Group(
            String turn,
            String heading,
            String explanation,
            int count,
            List<Row> rows,
            String all,
            @Nullable String earlier,
            @Nullable String later) {
        /** Whether these are only its first rows, as other groups stand beside it. */
        public boolean hasMoreElsewhere() {
            return earlier == null && later == null && count > rows.size();
        }
    }
}

package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue as an address asks for it.
 *
 * @param self its own address
 * @param text the words that were searched for
 * @param state the slug of the only state that is shown; empty for all
 * @param turn the slug of the only turn that is shown; empty for all
 * @param sort {@code wait} or {@code latest}
 * @param total how many contributions there are, whatever the filter
 * @param found how many the filter leaves
 * @param complaints sentences about the address
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
        List<Group> groups,
        List<String> complaints,
        Moment now) {
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
            @Nullable String later) {}
}

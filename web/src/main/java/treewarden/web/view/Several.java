package treewarden.web.view;

import java.util.List;

/**
 * What can be done to several contributions of the queue at once.
 *
 * @param actions empty for a visitor who only reads
 */
public record Several(String to, List<Deciding.Hidden> hidden, List<Deciding.Action> actions) {
    /** The id of the form that the boxes in the rows belong to. */
    public static final String FORM = "several";

    public Several {
        hidden = List.copyOf(hidden);
        actions = List.copyOf(actions);
    }

    /** What came of it for one of them. */
    public record Outcome(String name, String page, boolean done, String words) {}
}

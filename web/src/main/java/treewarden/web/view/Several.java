package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * What came of it for one of them.
     *
     * @param undo where it is taken back; empty where it cannot be
     * @param overtaken what somebody else decided first; null where nobody did
     */
    public record Outcome(
            String name, String page, boolean done, String words, String undo, Refused.@Nullable Overtaken overtaken) {
        public Outcome(String name, String page, boolean done, String words) {
            this(name, page, done, words, "", null);
        }

        public Outcome undoneAt(String address) {
            return new Outcome(name, page, done, words, address, overtaken);
        }

        public Outcome overtakenBy(Refused.@Nullable Overtaken other) {
            return new Outcome(name, page, done, words, undo, other);
        }
    }

    /**
     * The form once more.
     *
     * @param several where it is sent, and what can be done
     * @param command that was chosen
     * @param reason that was typed
     * @param picks that can be ticked
     */
    public record Again(Several several, String command, String reason, List<Pick> picks) {
        public Again {
            picks = List.copyOf(picks);
        }
    }

    /** A contribution that can be ticked. */
    public record Pick(String value, String name, String title, String page, Tick tick) {}

    /** Whether it is ticked already. */
    public enum Tick {
        TICKED,
        NOT_TICKED
    }
}

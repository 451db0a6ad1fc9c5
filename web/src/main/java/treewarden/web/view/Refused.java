package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not done, with all that was typed.
 *
 * @param overtaken what somebody else decided; null where nobody did
 * @param page the contribution's page
 * @param text that was typed; empty for none
 * @param box what is typed before it is asked anew
 * @param login that was typed
 * @param say carries what was typed as a comment that decides nothing; empty where that is not offered
 * @param again the button that asks anew, for what is so now; empty where it is of no use
 */
public record Refused(
        String title,
        String advice,
        @Nullable Overtaken overtaken,
        String page,
        String name,
        String text,
        Box box,
        String login,
        String to,
        List<Deciding.Hidden> hidden,
        String again,
        List<Deciding.Hidden> say) {
    public Refused {
        hidden = List.copyOf(hidden);
        say = List.copyOf(say);
    }

    /** What a button that asks anew asks for. */
    public enum Box {
        NONE,
        WORDS,
        LOGIN
    }

    /** Who decided what first, and when. */
    public record Overtaken(String by, String what, String state, Moment at) {}
}

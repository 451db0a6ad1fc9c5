package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the visitor can do about what a page shows.
 *
 * @param to where the forms are sent
 * @param hidden what each form carries unseen
 * @param actions what is offered; empty for a visitor who only reads
 * @param more what is wanted seldom
 * @param missing what stands between the contribution and an approval
 * @param passed what does not
 * @param result what the visitor did just before; null where they did nothing
 */
public record Deciding(
        String to,
        List<Hidden> hidden,
        List<Action> actions,
        List<Action> more,
        List<String> missing,
        List<String> passed,
        @Nullable Result result) {
    public Deciding {
        hidden = List.copyOf(hidden);
        actions = List.copyOf(actions);
        more = List.copyOf(more);
        missing = List.copyOf(missing);
        passed = List.copyOf(passed);
    }

    /** Nothing can be done but to take back what was. */
    public static Deciding onlyUndo(List<Hidden> hidden, @Nullable Result result) {
        return new Deciding("", hidden, List.of(), List.of(), List.of(), List.of(), result);
    }

    /** A field that nobody sees. */
    public record Hidden(String name, String value) {}

    /**
     * A button.
     *
     * @param command its name, and {@code argument} what follows it
     * @param key that presses it; empty for none
     * @param consequence a sentence
     * @param asked what is asked before; null where nothing is
     * @param login what a login that has to be typed is for; empty where none has
     */
    public record Action(
            String command,
            String argument,
            String words,
            String key,
            String consequence,
            @Nullable Asked asked,
            String login) {
        /** By what of several buttons of a command it is told from the others. */
        public String slug() {
            return command + (argument.isEmpty() ? "" : "-" + argument) + (login.isEmpty() ? "" : "-to");
        }
    }

    /**
     * What a button asks.
     *
     * @param label of the box
     * @param text that stands in it already
     * @param required whether there has to be a reason
     * @param replies texts that can be added
     * @param name that has to be typed as well; empty for none
     */
    public record Asked(String label, String text, boolean required, List<Reply> replies, String name) {
        public Asked {
            replies = List.copyOf(replies);
        }
    }

    /** A text that is said often. */
    public record Reply(String name, String text) {}

    /**
     * What was done.
     *
     * @param words how it is now, and by which command
     * @param reply what else there is to say of it; empty for nothing
     * @param about the contribution's name and its page
     * @param undo where it is taken back; empty where it cannot be
     */
    public record Result(String words, String reply, String about, String page, String undo) {}
}

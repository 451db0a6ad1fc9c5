package treewarden.templates;

import java.util.Locale;
import java.util.Map;
import treewarden.domain.Contribution;

/** The comment that reminds a contributor of a contribution that waits for them. Its words are in {@code comments/reminder.md}. */
public final class ReminderComment {
    private static final CommentTemplate REMINDER = CommentTemplate.named("reminder");

    /** How far the wait has got. */
    public enum Stage {
        REMINDED,
        STALE,
        CLOSED
    }

    /**
     * What it says.
     *
     * @param days working days that the turn has lasted
     * @param left working days until it is closed; 0 where it never is
     * @param reason that was given for it, untrusted text; empty for none
     */
    public record Model(Contribution contribution, Stage stage, int days, int left, String reason) {}

    /** The comment's Markdown. */
    public String render(Model model) {
        return REMINDER.render(Map.of(
                        "stage", model.stage().name().toLowerCase(Locale.ROOT),
                        "author", model.contribution().author().login(),
                        "why", model.contribution().turn().why(),
                        "days", model.days(),
                        "left", model.left(),
                        "reason", model.reason()))
                .markdown();
    }
}

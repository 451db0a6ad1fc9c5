package treewarden.bot.remind;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.templates.ReminderComment.Stage;

/**
 * When something is said without being asked.
 *
 * @param remindAfter working days of the contributor's turn after which a comment reminds of it
 * @param staleAfter working days after which another says that it is stale, and the label too
 * @param closeAfter working days after which the pull request is closed; 0 for never
 * @param at the time of day from which on it is said
 * @param digest the day of the weekly digest; null for none
 */
public record ReminderRules(
        WorkCalendar calendar,
        int remindAfter,
        int staleAfter,
        int closeAfter,
        LocalTime at,
        @Nullable DayOfWeek digest) {
    /** For a day's demonstration: nothing waits so long that it is spoken of, and there is no digest. */
    public static final ReminderRules QUIET = new ReminderRules(
            new WorkCalendar(ZoneOffset.UTC, EnumSet.allOf(DayOfWeek.class), List.of()),
            10,
            30,
            0,
            LocalTime.of(9, 0),
            null);

    public ReminderRules {
        if (remindAfter < 1 || staleAfter <= remindAfter || (closeAfter != 0 && closeAfter <= staleAfter)) {
            throw new IllegalArgumentException("the days until a reminder, staleness and the end must grow");
        }
    }

    /** The stage that a turn has reached which lasts since then; empty for none yet. */
    Optional<Stage> stage(Instant since, Instant now) {
        int days = calendar.daysBetween(since, now);
        if (closeAfter != 0 && days >= closeAfter) {
            return Optional.of(Stage.CLOSED);
        }
        if (days >= staleAfter) {
            return Optional.of(Stage.STALE);
        }
        return days >= remindAfter ? Optional.of(Stage.REMINDED) : Optional.empty();
    }

    /** Whether now is a time to say anything. */
    boolean isTimeToSpeak(Instant now) {
        var local = now.atZone(calendar.zone());
        return calendar.isWorkingDay(local.toLocalDate())
                && !local.toLocalTime().isBefore(at);
    }

    /** When the next look is due: at that time of the day, today or tomorrow. */
    Instant nextLook(Instant now) {
        var local = now.atZone(calendar.zone());
        var today = local.toLocalDate().atTime(at).atZone(calendar.zone());
        return (today.isAfter(local)
                        ? today
                        : local.toLocalDate().plusDays(1).atTime(at).atZone(calendar.zone()))
                .toInstant();
    }
}

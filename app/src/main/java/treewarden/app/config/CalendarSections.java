package treewarden.app.config;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.bot.remind.ReminderRules;
import treewarden.bot.remind.WorkCalendar;

/** The sections about time: on which days the community works, and what is said on them without being asked. */
final class CalendarSections {
    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final int MOST_DAYS = 1_000;

    private CalendarSections() {}

    static WorkCalendar calendar(Section section) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var name : section.texts("working-days")) {
            try {
                days.add(day(name));
            } catch (IllegalArgumentException e) {
                section.problem("working-days", "an entry of `calendar.working-days` must be a day such as monday");
            }
        }
        return new WorkCalendar(
                section.parsed("time-zone", (ZoneId) ZoneOffset.UTC, "a time zone such as Europe/Berlin", ZoneId::of),
                days.isEmpty() ? WEEK : days,
                holidays(section));
    }

    private static List<WorkCalendar.Holiday> holidays(Section section) {
        var holidays = new ArrayList<WorkCalendar.Holiday>();
        for (var text : section.texts("holidays")) {
            var ends = text.split("\\.\\.", 2);
            try {
                holidays.add(new WorkCalendar.Holiday(
                        LocalDate.parse(ends[0].strip()), LocalDate.parse(ends[ends.length - 1].strip())));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                section.problem(
                        "holidays",
                        "an entry of `calendar.holidays` must be a day such as 2026-05-01, or its first and last such as"
                                + " 2026-12-24..2027-01-06");
            }
        }
        return holidays;
    }

    static ReminderRules reminders(Section section, WorkCalendar calendar) {
        int after = section.number("after", 10, 1, MOST_DAYS);
        int stale = section.number("stale-after", Math.max(30, after + 1), 1, MOST_DAYS + 1);
        int close = section.number("close-after", 0, 0, MOST_DAYS + 2);
        if (stale <= after || (close != 0 && close <= stale)) {
            section.problem(
                    "stale-after",
                    "`reminders.stale-after` must be more than `after`, and `close-after` more than that, or 0 for never");
            return new ReminderRules(calendar, 1, 2, 0, LocalTime.NOON, null);
        }
        return new ReminderRules(
                calendar,
                after,
                stale,
                close,
                section.parsed("at", LocalTime.of(9, 0), "a time of day such as 09:00", LocalTime::parse),
                digest(section));
    }

    private static @Nullable DayOfWeek digest(Section section) {
        var wanted = section.text("digest", "monday").toLowerCase(Locale.ROOT);
        if (wanted.equals("never")) {
            return null;
        }
        return section.parsed("digest", DayOfWeek.MONDAY, "a day such as monday, or never", CalendarSections::day);
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
    }
}

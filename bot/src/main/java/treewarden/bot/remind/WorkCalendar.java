package treewarden.bot.remind;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The days on which a community works. Ages are counted in these days, and nobody is reminded on another one.
 *
 * @param zone whose midnight divides the days
 */
public record WorkCalendar(ZoneId zone, Set<DayOfWeek> workingDays, List<Holiday> holidays) {
    /** Days off, the first and the last included. */
    public record Holiday(LocalDate first, LocalDate last) {
        public Holiday {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("a holiday ends on or after the day on which it begins");
            }
        }

        boolean contains(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /** Longer ago is all the same: so far back are days counted. */
    private static final int FARTHEST_DAYS = 3_660;

    public WorkCalendar {
        workingDays = Set.copyOf(workingDays);
        holidays = List.copyOf(holidays);
        if (workingDays.isEmpty()) {
            throw new IllegalArgumentException("a week has at least one working day");
        }
    }

    /** Neither a day off of the week nor a holiday. */
    public boolean isWorkingDay(LocalDate day) {
        return workingDays.contains(day.getDayOfWeek())
                && holidays.stream().noneMatch(holiday -> holiday.contains(day));
    }

    LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** Working days that began after the day of {@code from}, up to and with that of {@code to}. */
    public int daysBetween(Instant from, Instant to) {
        var last = day(to);
        var day = day(from);
        if (day.isBefore(last.minusDays(FARTHEST_DAYS))) {
            day = last.minusDays(FARTHEST_DAYS);
        }
        int count = 0;
        while (day.isBefore(last)) {
            day = day.plusDays(1);
            count += isWorkingDay(day) ? 1 : 0;
        }
        return count;
    }

    /** Whether the week's digest is due on this day: the wanted one, or where that is off the next that is not. */
    boolean isDigestDay(LocalDate day, DayOfWeek wanted) {
        if (!isWorkingDay(day) || day.getDayOfWeek().compareTo(wanted) < 0) {
            return false;
        }
        for (var earlier = day.with(wanted); earlier.isBefore(day); earlier = earlier.plusDays(1)) {
            if (isWorkingDay(earlier)) {
                return false;
            }
        }
        return true;
    }
}

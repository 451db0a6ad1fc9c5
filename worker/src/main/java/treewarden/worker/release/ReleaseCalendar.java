package treewarden.worker.release;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When a release is due, and what must have come together by then.
 *
 * @param cron minute, hour, day of month, month, day of week
 * @param workingDays on other days nothing starts by itself: it does on the next one
 * @param leastContributions merged since the last release
 * @param quiet how long nothing may have been merged before a release starts, so that one does not cut through a series
 */
public record ReleaseCalendar(
        CronLine cron, ZoneId zone, Predicate<LocalDate> workingDays, int leastContributions, Duration quiet) {
    private static final int DAYS = 366;

    /**
     * Minute, hour, day of month, month, day of week, as cron has them.
     *
     * @param text such as {@code 0 6 * * mon}
     */
    public record CronLine(String text) {
        private static final CronParser PARSER =
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

        /** @throws IllegalArgumentException where it is none, or names no time that ever comes */
        public CronLine {
            PARSER.parse(text).validate();
        }

        ExecutionTime times() {
            return ExecutionTime.forCron(PARSER.parse(text));
        }
    }

    /** The next time after this one. */
    public Optional<Instant> next(Instant after) {
        return cron.times().nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    /** The last time until this one. */
    public Optional<Instant> last(Instant until) {
        return cron.times().lastExecution(until.plusSeconds(1).atZone(zone)).map(ZonedDateTime::toInstant);
    }

    /**
     * The same time of the first working day from this one on: what falls on a day off is done on the next day that is none,
     * as people would. Empty where a year has no such day.
     */
    Optional<Instant> onAWorkingDay(Instant at) {
        return Stream.iterate(at.atZone(zone), day -> day.plusDays(1))
                .limit(DAYS)
                .filter(day -> workingDays.test(day.toLocalDate()))
                .map(ZonedDateTime::toInstant)
                .findFirst();
    }

    boolean isWorkingDay(Instant at) {
        return workingDays.test(LocalDate.ofInstant(at, zone));
    }
}

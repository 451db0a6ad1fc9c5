package treewarden.worker.release;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a release is due, and what must have come together by then.
 *
 * @param cron minute, hour, day of month, month, day of week
 * @param workingDays on other days nothing starts by itself
 * @param leastContributions merged since the last release
 * @param quiet how long nothing may have been merged before a release starts, so that one does not cut through a series
 */
public record ReleaseCalendar(
        Cron cron, ZoneId zone, Predicate<LocalDate> workingDays, int leastContributions, Duration quiet) {
    /**
     * The schedule of a cron line.
     *
     * @throws IllegalArgumentException where it is none, or names no time that ever comes
     */
    public static Cron cron(String text) {
        var cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                .parse(text)
                .validate();
        return cron;
    }

    /** The next time after this one. */
    public Optional<Instant> next(Instant after) {
        return ExecutionTime.forCron(cron).nextExecution(after.atZone(zone)).map(java.time.ZonedDateTime::toInstant);
    }

    /** The last time until this one. */
    public Optional<Instant> last(Instant until) {
        return ExecutionTime.forCron(cron)
                .lastExecution(until.plusSeconds(1).atZone(zone))
                .map(java.time.ZonedDateTime::toInstant);
    }

    boolean isWorkingDay(Instant at) {
        return workingDays.test(LocalDate.ofInstant(at, zone));
    }
}

package treewarden.bot.remind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A community in Berlin that is away over Christmas and on the first of May. */
class WorkCalendarTest {
    private static final LocalDate MAY_DAY = LocalDate.of(2026, 5, 1);
    private static final WorkCalendar BERLIN = new WorkCalendar(
            ZoneId.of("Europe/Berlin"),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            List.of(
                    new WorkCalendar.Holiday(LocalDate.of(2026, 12, 24), LocalDate.of(2027, 1, 6)),
                    new WorkCalendar.Holiday(MAY_DAY, MAY_DAY)));
    private static final ReminderRules RULES =
            new ReminderRules(BERLIN, 10, 20, 0, LocalTime.of(9, 0), DayOfWeek.THURSDAY);

    @ParameterizedTest
    @CsvSource({
        "2026-04-27T10:00:00Z, 2026-04-27T18:00:00Z, 0",
        "2026-04-27T10:00:00Z, 2026-04-28T00:00:00Z, 1",
        // Midnight in Berlin is two hours before that of the code host.
        "2026-04-27T10:00:00Z, 2026-04-27T22:00:00Z, 1",
        "2026-04-27T10:00:00Z, 2026-05-04T10:00:00Z, 4",
        "2026-12-23T10:00:00Z, 2027-01-07T10:00:00Z, 1",
        "2027-01-07T10:00:00Z, 2026-12-23T10:00:00Z, 0"
    })
    void onlyWorkingDaysCount(Instant from, Instant to, int days) {
        assertThat(BERLIN.daysBetween(from, to)).isEqualTo(days);
    }

    @Test
    void whatWaitsSinceTheMiddleAgesIsCountedInNoTime() {
        assertThat(BERLIN.daysBetween(Instant.parse("1200-01-01T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z")))
                .isBetween(2_500, 2_700);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-30, true",
        "2026-05-01, false",
        "2026-12-24, false",
        // The whole week is off, and the next begins anew.
        "2026-12-31, false",
        "2027-01-07, true",
        "2027-01-08, false"
    })
    void theDigestHasItsDay(LocalDate day, boolean isDue) {
        assertThat(BERLIN.isDigestDay(day, DayOfWeek.THURSDAY)).isEqualTo(isDue);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:59:00Z, 2026-11-23T08:00:00Z",
        "2026-11-23T08:00:00Z, 2026-11-24T08:00:00Z",
        // The night in which the clocks change is an hour longer.
        "2026-10-24T07:00:00Z, 2026-10-25T08:00:00Z"
    })
    void theNextLookIsAtNineInTheMorning(Instant now, Instant next) {
        assertThat(RULES.nextLook(now)).isEqualTo(next);
    }

    @Test
    void aWeekWithoutWorkAndDaysThatShrinkAreRefused() {
        assertThatThrownBy(() -> new WorkCalendar(ZoneId.of("UTC"), Set.of(), List.of()))
                .hasMessageContaining("at least one working day");
        assertThatThrownBy(() -> new ReminderRules(BERLIN, 10, 10, 0, LocalTime.NOON, null))
                .hasMessageContaining("must grow");
        assertThatThrownBy(() -> new WorkCalendar.Holiday(MAY_DAY, MAY_DAY.minusDays(1)))
                .hasMessageContaining("ends on or after");
    }
}

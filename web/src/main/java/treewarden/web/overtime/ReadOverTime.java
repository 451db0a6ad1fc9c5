package treewarden.web.overtime;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import treewarden.store.QueueDays;
import treewarden.store.Tables;
import treewarden.web.view.OverTime;
import treewarden.web.view.OverTime.Age;
import treewarden.web.view.OverTime.Bar;
import treewarden.web.view.OverTime.Chart;

/** Reckons back from what is under way now by what came and went each day. */
public final class ReadOverTime {
    private static final int WEEKS = 26;
    private static final int DAYS = 7;
    private static final int HEIGHT = 100;
    private static final int STEP = 10;
    private static final List<Duration> AGES =
            List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7), Duration.ofDays(28));
    private static final List<String> AGES_IN_WORDS =
            List.of("under a day", "1 to 3 days", "3 to 7 days", "1 to 4 weeks", "over 4 weeks");

    private ReadOverTime() {}

    /** @param tookDays the sum of the days that those had been there that went */
    private record Week(LocalDate ends, int came, int went, int underWay, double tookDays) {
        double mean() {
            return went == 0 ? 0 : tookDays / went;
        }
    }

    /** The weeks up to this moment. */
    public static OverTime of(Tables tables, Instant now) {
        var ages = tables.queueDays().openedSince(AGES.stream().map(now::minus).toList());
        int underWay = ages.get(ages.size() - 1);
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var weeks = weeks(tables.queueDays().since(today.toEpochDay() - WEEKS * DAYS + 1L), today, underWay);
        return new OverTime(
                chart(
                        "Contributions under way at the end of each of the last " + WEEKS + " weeks: " + underWay
                                + " now",
                        weeks,
                        Week::underWay,
                        week -> week.underWay() + " under way on " + week.ends()),
                chart(
                        "Days from opening to decision, the mean of each of the last " + WEEKS + " weeks",
                        weeks,
                        Week::mean,
                        week -> week.went() == 0
                                ? "none decided in the week to " + week.ends()
                                : days(week) + " days in the week to " + week.ends()),
                weeks.stream()
                        .map(week -> new OverTime.Week(
                                week.ends().toString(),
                                week.came(),
                                week.went(),
                                week.underWay(),
                                week.went() == 0 ? null : (Double) week.mean()))
                        .toList(),
                IntStream.range(0, AGES_IN_WORDS.size())
                        .mapToObj(i -> new Age(AGES_IN_WORDS.get(i), ages.get(i) - (i == 0 ? 0 : ages.get(i - 1))))
                        .toList());
    }

    private static List<Week> weeks(List<QueueDays.Day> days, LocalDate today, int underWayNow) {
        var weeks = new ArrayList<Week>();
        int underWay = underWayNow;
        for (int back = 0; back < WEEKS; back++) {
            var ends = today.minusDays((long) back * DAYS);
            var inside = days.stream()
                    .filter(day -> day.day() <= ends.toEpochDay() && day.day() > ends.toEpochDay() - DAYS)
                    .toList();
            int came = inside.stream().mapToInt(QueueDays.Day::came).sum();
            int went = inside.stream().mapToInt(QueueDays.Day::went).sum();
            double took = inside.stream()
                    .mapToDouble(day -> day.took().toHours() / 24.0)
                    .sum();
            weeks.add(0, new Week(ends, came, went, underWay, took));
            underWay = Math.max(0, underWay - came + went);
        }
        return weeks;
    }

    private static String days(Week week) {
        return week.went() == 0 ? "" : String.format(Locale.ROOT, "%.1f", week.mean());
    }

    private static Chart chart(
            String words, List<Week> weeks, ToDoubleFunction<Week> value, Function<Week, String> title) {
        double top =
                Math.max(1, Math.ceil(weeks.stream().mapToDouble(value).max().orElse(0)));
        var bars = IntStream.range(0, weeks.size())
                .mapToObj(i -> {
                    int height = (int) Math.round(HEIGHT * value.applyAsDouble(weeks.get(i)) / top);
                    return new Bar(i * STEP, HEIGHT - height, height, title.apply(weeks.get(i)));
                })
                .toList();
        return new Chart(words, Long.toString((long) top), bars);
    }
}

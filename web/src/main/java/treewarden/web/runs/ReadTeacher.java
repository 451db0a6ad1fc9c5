package treewarden.web.runs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.store.JobAttempts.Fared;
import treewarden.store.Tables;
import treewarden.store.TokenAccounts;
import treewarden.web.view.Runs;

/** How the teacher fares: the tokens that it spent, how fast, and how often a job failed at it. */
final class ReadTeacher {
    private static final int DAYS = 14;

    /** Failed attempts that are looked through for what they said, and how much of that is shown. */
    private static final int LOOKED_AT = 50;

    private static final int TROUBLES = 3;

    /** Jobs that ask a teacher. */
    private static final Set<JobKind> TEACHED = EnumSet.copyOf(Stream.of(JobKind.values())
            .filter(kind -> kind.capability() == Capability.TEACHER)
            .toList());

    private final Tables tables;
    private final LocalDate today;

    ReadTeacher(Tables tables, Instant now) {
        this.tables = tables;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** The latest day first; days on which nothing was asked are not there. */
    List<Runs.Spent> days() {
        var days = Stream.iterate(today, day -> day.minusDays(1)).limit(DAYS).toList();
        var taken = tables.tokenAccounts().takenOn(days, TEACHED);
        var fared = tables.jobAttempts().since(first(), TEACHED);
        return days.stream()
                .flatMap(day -> TEACHED.stream().flatMap(kind -> {
                    long tokens = taken.getOrDefault(TokenAccounts.ofDay(kind, day), 0L);
                    var ran = fared.stream()
                            .filter(each -> each.kind() == kind && each.day().equals(day))
                            .findFirst();
                    return tokens == 0 && ran.isEmpty() ? Stream.empty() : Stream.of(spent(day, kind, tokens, ran));
                }))
                .toList();
    }

    /** What attempts said that failed lately, each once. */
    List<String> troubles() {
        return tables
                .jobAttempts()
                .lastFailures(TEACHED, first().atStartOfDay(ZoneOffset.UTC).toInstant(), LOOKED_AT)
                .stream()
                .distinct()
                .limit(TROUBLES)
                .toList();
    }

    private LocalDate first() {
        return today.minusDays(DAYS - 1);
    }

    private static Runs.Spent spent(LocalDate day, JobKind kind, long tokens, Optional<Fared> ran) {
        int attempts = ran.map(Fared::attempts).orElse(0);
        int failed = ran.map(Fared::failed).orElse(0);
        long millis = ran.map(Fared::millis).orElse(0L);
        return new Runs.Spent(
                day.toString(),
                kind.slug(),
                String.format(Locale.ROOT, "%,d", tokens),
                attempts,
                failed == 0 ? "" : failed + " (" + Math.round(100.0 * failed / attempts) + " %)",
                tokens == 0 || millis == 0 ? "" : String.format(Locale.ROOT, "%,.1f", 1000.0 * tokens / millis));
    }
}

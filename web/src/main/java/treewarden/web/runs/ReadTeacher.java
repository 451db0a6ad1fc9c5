package treewarden.web.runs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.store.JobAttempts.Fared;
import treewarden.store.Tables;
import treewarden.store.TokenAccounts;

/** How the teacher fares: the tokens that it spent, how fast, and how often an attempt of a job failed at it. */
public final class ReadTeacher {
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

    public ReadTeacher(Tables tables, Instant now) {
        this.tables = tables;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /**
     * How a kind of job fared on a day.
     *
     * @param tokens that it took
     * @param attempts how often it ran
     * @param millis how long it ran in all
     */
    public record Spent(LocalDate day, JobKind kind, long tokens, int attempts, int failed, long millis) {}

    /** The latest day first; days on which nothing was asked are not there. */
    public List<Spent> days() {
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
    public List<String> troubles() {
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

    private static Spent spent(LocalDate day, JobKind kind, long tokens, Optional<Fared> ran) {
        return new Spent(
                day,
                kind,
                tokens,
                ran.map(Fared::attempts).orElse(0),
                ran.map(Fared::failed).orElse(0),
                ran.map(Fared::millis).orElse(0L));
    }
}

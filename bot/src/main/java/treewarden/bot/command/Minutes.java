package treewarden.bot.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An instant as comments tell it: {@code 2026-03-01 09:30 UTC}. */
final class Minutes {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Minutes() {}

    static String of(Instant instant) {
        return MINUTE.format(instant);
    }
}

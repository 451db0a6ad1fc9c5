package treewarden.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import treewarden.web.view.Moment;

/** Times as people read them at a certain time. */
public final class Moments {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Instant now;

    public Moments(Instant now) {
        this.now = now;
    }

    public Moment of(Instant time) {
        return new Moment(time.toString(), age(time), EXACT.format(time));
    }

    /** {@code 5 s}, {@code 3 min}, {@code 2 h}, {@code 4 d}: the age in its largest unit. */
    private String age(Instant time) {
        return words(Duration.between(time, now));
    }

    /** The same of any time that passes. */
    public static String words(Duration age) {
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            return age.toMinutes() + " min";
        }
        return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h" : age.toDays() + " d";
    }
}

package treewarden.domain.release;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import treewarden.domain.Printable;

/**
 * The name of a release, which is its tag on the Hub and the name of its folder: {@code release-20261123}, and {@code
 * release-20261123-2} for the second one of a day (UTC).
 */
public record ReleaseId(String name) {
    private static final Pattern FORM = Pattern.compile("release-\\d{8}(-[1-9]\\d{0,3})?");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    public ReleaseId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a release is called release-yyyymmdd, and not " + Printable.quoted(name));
        }
    }

    /** The n-th release of the clock's day, counted from 1. */
    public static ReleaseId of(Clock clock, int nth) {
        var day = "release-" + DAY.format(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return new ReleaseId(nth == 1 ? day : day + "-" + nth);
    }

    @Override
    public String toString() {
        return name;
    }
}

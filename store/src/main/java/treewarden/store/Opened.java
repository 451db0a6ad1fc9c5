package treewarden.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * By its age the queue is filtered, exact to a day of UTC. The index has a trait for each day of opening, and for spans of
 * days that begin at the multiples of their lengths, so that any number of days is a dozen traits: PostgreSQL looks at each
 * that it is asked for with every row. What is older is what was not opened in these days.
 *
 * @param days before today, which counts too
 */
public record Opened(Side side, int days) {
    private static final int GROWTH = 4;
    private static final long LONGEST = 64;

    /** On which side of the first of these days. */
    public enum Side {
        /** Within these days. */
        WITHIN,
        /** Before them. */
        BEFORE
    }

    public Opened {
        if (days < 0) {
            throw new IllegalArgumentException("nothing was opened after today");
        }
    }

    /** All that the index has of a contribution that was opened then: each span in which that day is. */
    static List<Trait> at(Instant time) {
        long day = LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
        return LongStream.iterate(1, length -> length <= LONGEST, length -> length * GROWTH)
                .mapToObj(length -> Trait.opened(length, Math.floorDiv(day, length)))
                .toList();
    }

    /** Spans that begin with the first of the days and end after today: a code host's clock may be ahead of ours. */
    List<Trait> traits(LocalDate today) {
        var spans = new ArrayList<Trait>();
        long length = 1;
        for (long day = today.toEpochDay() - days; day <= today.toEpochDay() + 1; day += length) {
            while (length < LONGEST && Math.floorMod(day, length * GROWTH) == 0) {
                length *= GROWTH;
            }
            spans.add(Trait.opened(length, Math.floorDiv(day, length)));
        }
        return spans;
    }
}

package treewarden.store;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;

/**
 * By its age the queue is filtered, exact to a day of UTC: the index has a trait for each day of opening. What is older is
 * what was not opened in these days, so that the index is asked for no more days than these, however old the queue is.
 *
 * @param days before today, which counts too
 */
public record Opened(Side side, int days) {
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

    /** Each of the days, as the index has it; and the next, for a code host whose clock is ahead. */
    List<Trait> traits(LocalDate today) {
        return LongStream.rangeClosed(today.toEpochDay() - days, today.toEpochDay() + 1)
                .mapToObj(Trait::opened)
                .toList();
    }
}

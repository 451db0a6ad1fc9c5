package treewarden.sdg.teacher;

import java.time.Duration;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What one request came to. */
sealed interface Outcome {
    record Answered(Answer answer) implements Outcome {}

    /** Nothing that another attempt would change. */
    record Hopeless(IntFunction<TeacherException> why) implements Outcome {}

    /**
     * Another attempt, or another server, may do better.
     *
     * @param rest for which the server asks; null where it asks for none
     * @param why the exception when it is given up, after so many requests
     */
    record Passing(Trouble trouble, @Nullable Duration rest, IntFunction<TeacherException> why) implements Outcome {}

    enum Trouble {
        /** It limits the rate: it is well, and we are too many. */
        LIMITED,
        /** Too much for it: it says so, or does not answer in time. */
        OVERLOADED,
        /** It is not there, or does not do what it should. */
        BROKEN
    }
}

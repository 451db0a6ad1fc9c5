package treewarden.sdg.teacher;

import java.time.Duration;

/** Does something later. Tests do it at once and remember how long it would have been. */
@FunctionalInterface
interface Delays {
    void after(Duration delay, Runnable what);
}

package treewarden.app;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** For what another thread or process brings about: it has to become true, and how soon is not asked. */
public final class Eventually {
    /** So long that a slow machine gets there, so short that a hang is noticed; a training takes longer than a page. */
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(50);

    private Eventually() {}

    /** Returns once the assertion holds; at the end of all patience it fails as the assertion does. */
    public static void eventually(ThrowingCallable assertion) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            if (holds(assertion)) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        assertThatCode(assertion).doesNotThrowAnyException();
    }

    private static boolean holds(ThrowingCallable assertion) {
        try {
            assertion.call();
            return true;
        } catch (Throwable notYet) {
            return false;
        }
    }
}

package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private final Turns turns = new Turns();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void whoCameFirstWritesFirst() throws Exception {
        turns.take(Turns.Lane.SLOW, LONG);
        waits("a", Turns.Lane.SLOW);
        waits("b", Turns.Lane.SLOW);
        waits("c", Turns.Lane.SLOW);

        turns.end();

        assertThat(orderOnceAllHaveWritten()).containsExactly("a", "b", "c");
    }

    @Test
    void theFastLaneGoesFirstButNeverTwiceInARowWhileOthersWait() throws Exception {
        turns.take(Turns.Lane.SLOW, LONG);
        waits("slow 1", Turns.Lane.SLOW);
        waits("slow 2", Turns.Lane.SLOW);
        waits("fast 1", Turns.Lane.FAST);
        waits("fast 2", Turns.Lane.FAST);
        waits("fast 3", Turns.Lane.FAST);

        turns.end();

        assertThat(orderOnceAllHaveWritten()).containsExactly("fast 1", "slow 1", "fast 2", "slow 2", "fast 3");
    }

    @Test
    void whoLosesPatienceLeavesTheLineToTheOthers() throws Exception {
        turns.take(Turns.Lane.SLOW, LONG);

        assertThatThrownBy(() -> turns.take(Turns.Lane.FAST, Duration.ofMillis(1)))
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageContaining("gave up waiting");
        waits("a", Turns.Lane.SLOW);
        turns.end();

        assertThat(orderOnceAllHaveWritten()).containsExactly("a");
    }

    @Test
    void whoIsInterruptedLeavesTheLineToo() throws Exception {
        turns.take(Turns.Lane.SLOW, LONG);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> turns.take(Turns.Lane.SLOW, LONG)).isInstanceOf(SQLTransientConnectionException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(turns.waiting()).isZero();
    }

    private void waits(String name, Turns.Lane lane) {
        int before = turns.waiting();
        var thread = new Thread(() -> {
            try {
                turns.take(lane, LONG);
                order.add(name);
                turns.end();
            } catch (SQLTransientConnectionException e) {
                order.add(name + " gave up");
            }
        });
        threads.add(thread);
        thread.start();
        while (turns.waiting() == before) {
            Thread.onSpinWait();
        }
    }

    private List<String> orderOnceAllHaveWritten() throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
        return order;
    }
}

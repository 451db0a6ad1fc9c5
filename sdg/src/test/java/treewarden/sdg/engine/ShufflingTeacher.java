package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Teacher;

/**
 * A teacher whose answers depend on the question alone, and come in an order that depends on a number: some at once,
 * some after many others. How many questions it takes changes as it goes. A thread of its own answers what nothing else
 * sets free.
 */
final class ShufflingTeacher implements Teacher, AutoCloseable {
    private final Function<Ask, Answer> rule;
    private final Random random;
    private final int slots;
    private final List<Runnable> open = new ArrayList<>();
    private final Thread answering = new Thread(this::answerForEver, "shuffling-teacher");
    private boolean closed;

    ShufflingTeacher(long seed, int slots, Function<Ask, Answer> rule) {
        this.rule = rule;
        this.random = new Random(seed);
        this.slots = slots;
        answering.setDaemon(true);
        answering.start();
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        var answer = new CompletableFuture<Answer>();
        synchronized (this) {
            open.add(() -> answer.complete(rule.apply(ask)));
            notifyAll();
        }
        return answer;
    }

    private void answerForEver() {
        try {
            for (Runnable next = next(); next != null; next = next()) {
                next.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Any of the open questions, and the oldest seldom: it is the straggler that the others wait for. */
    private synchronized @Nullable Runnable next() throws InterruptedException {
        while (open.isEmpty()) {
            if (closed) {
                return null;
            }
            wait();
        }
        int first = open.size() > 1 && random.nextInt(10) > 0 ? 1 : 0;
        return open.remove(first + random.nextInt(open.size() - first));
    }

    @Override
    public synchronized int concurrency() {
        return 1 + random.nextInt(slots);
    }

    @Override
    public String model() {
        return "shuffling-teacher";
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}

package treewarden.sdg.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import treewarden.sdg.engine.Work;

/**
 * The parts as the engine takes them: skills at once, and knowledge as soon as its documents are there, whichever is
 * ready first. Only when nothing else is left does the engine wait for a document.
 */
final class Works implements Iterator<Work> {
    /** How long a cancellation may go unnoticed. */
    private static final long LOOK_UP_MILLIS = 200;

    private record Waiting(Part part, CompletableFuture<PreparedLeaf> prepared) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final CollectRows rows;
    private final FinishedLeaves files;
    private final GenerateWatch watch;

    Works(
            List<Part> parts,
            Function<Part, CompletableFuture<PreparedLeaf>> prepare,
            CollectRows rows,
            FinishedLeaves files,
            GenerateWatch watch) {
        this.rows = rows;
        this.files = files;
        this.watch = watch;
        var later = new ArrayList<Waiting>();
        for (var part : parts) {
            var one = new Waiting(part, prepare.apply(part));
            if (one.prepared().isDone()) {
                waiting.add(one);
            } else {
                later.add(one);
            }
        }
        waiting.addAll(later);
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty();
    }

    @Override
    public Work next() {
        if (waiting.isEmpty()) {
            throw new NoSuchElementException("there are no further parts");
        }
        var ready = waiting.stream()
                .filter(one -> one.prepared().isDone())
                .findFirst()
                .orElseGet(waiting::getFirst);
        waiting.remove(ready);
        var prepared = join(ready);
        var part = ready.part();
        var work = new Work(part.name(), part.pipeline(), prepared.seeds(), prepared::seedName);
        rows.begin(work, new CollectRows.Open(part, prepared, files.begin()));
        return work;
    }

    private PreparedLeaf join(Waiting one) {
        while (true) {
            try {
                return one.prepared().get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (watch.cancelled()) {
                    throw new CancellationException("the run was cancelled");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the run was interrupted");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
            }
        }
    }
}

package treewarden.sdg.generate;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import treewarden.domain.Leaf;
import treewarden.sdg.document.Passages;
import treewarden.sdg.document.ReadPassages;

/** Gets leaves ready to be asked about: skills at once, knowledge when its documents were fetched, beside the run. */
final class PrepareLeaves implements AutoCloseable {
    /** Documents are fetched and read this many leaves at a time; the teacher is busy meanwhile. */
    private static final int AT_ONCE = 2;

    private final ReadPassages read;
    private final GenerateWatch watch;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        var thread = new Thread(task, "documents");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, CompletableFuture<Passages>> passages = new HashMap<>();

    PrepareLeaves(ReadPassages read, GenerateWatch watch) {
        this.read = read;
        this.watch = watch;
    }

    CompletableFuture<PreparedLeaf> prepare(Part part) {
        var leaf = part.input().leaf();
        if (leaf instanceof Leaf.Knowledge knowledge) {
            return passages.computeIfAbsent(
                            part.path(),
                            path -> CompletableFuture.supplyAsync(() -> read.of(knowledge, watch::cancelled), threads))
                    .thenApply(found -> new PreparedLeaf(leaf, found, part.purpose()));
        }
        return CompletableFuture.completedFuture(new PreparedLeaf(leaf, null, part.purpose()));
    }

    /** Ends what is still read. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}

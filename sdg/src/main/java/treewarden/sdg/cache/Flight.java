package treewarden.sdg.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.teacher.Answer;

/** One request, and all who wait for its answer. */
final class Flight {
    private final List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    private @Nullable CompletableFuture<Answer> request;
    private boolean over;

    /** False where it is over: whoever comes now must look again. */
    boolean join(CompletableFuture<Answer> one) {
        synchronized (this) {
            if (over) {
                return false;
            }
            waiting.add(one);
        }
        one.whenComplete((answer, failure) -> {
            if (one.isCancelled()) {
                leave(one);
            }
        });
        return true;
    }

    /** The request that it is. */
    void carry(CompletableFuture<Answer> sent) {
        boolean forNobody;
        synchronized (this) {
            request = sent;
            forNobody = over;
        }
        if (forNobody) {
            sent.cancel(true);
        }
    }

    private void leave(CompletableFuture<Answer> one) {
        CompletableFuture<Answer> unwanted;
        synchronized (this) {
            waiting.remove(one);
            if (over || !waiting.isEmpty()) {
                return;
            }
            over = true;
            unwanted = request;
        }
        if (unwanted != null) {
            unwanted.cancel(true);
        }
    }

    void land(Answer answer) {
        var share = answer;
        for (var one : end()) {
            // The first one pays. Whoever has cancelled by now is passed over, and the next one does.
            if (one.complete(share)) {
                share = answer.cached();
            }
        }
    }

    void fail(Throwable why) {
        end().forEach(one -> one.completeExceptionally(why));
    }

    private synchronized List<CompletableFuture<Answer>> end() {
        over = true;
        var all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}

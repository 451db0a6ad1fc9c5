package treewarden.sdg.teacher;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** One question, through all its attempts. Its counts are guarded by the lock of its {@link Endpoints}. */
final class Exchange {
    private final Ask ask;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final Set<Endpoint> tried = new HashSet<>();
    private volatile @Nullable Call call;
    private int requests;
    private int rounds;
    private long answersBefore;

    Exchange(Ask ask) {
        this.ask = ask;
        answer.whenComplete((value, failure) -> {
            if (answer.isCancelled()) {
                cancel();
            }
        });
    }

    Ask ask() {
        return ask;
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    boolean isDone() {
        return answer.isDone();
    }

    private void cancel() {
        var sent = call;
        if (sent != null) {
            sent.cancel();
        }
    }

    /** It goes to this server. */
    void going(Endpoint endpoint) {
        requests++;
        tried.add(endpoint);
        answersBefore = endpoint.answers();
    }

    /** Another server than that of this one is to have it, where one has room. */
    void avoidServerOf(Exchange other) {
        tried.addAll(other.tried);
    }

    void sent(Call under) {
        call = under;
        if (answer.isCancelled()) {
            cancel();
        }
    }

    /** Requests so far. */
    int requests() {
        return requests;
    }

    /** Whether this server had the question since the last wait. */
    boolean hasTried(Endpoint endpoint) {
        return tried.contains(endpoint);
    }

    /** Whether the server answered others while it refused this one: then it is well, and this question's turn comes. */
    boolean othersWereAnswered(Endpoint endpoint) {
        return endpoint.answers() > answersBefore;
    }

    /** All servers have had it: after a wait it starts again. */
    void endRound() {
        rounds++;
        tried.clear();
    }

    /** The same for a round that does not count as one. */
    void repeatRound() {
        tried.clear();
    }

    /** How often all servers have had it in vain. */
    int rounds() {
        return rounds;
    }
}

package treewarden.sdg.teacher;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Usage;

/** One question, asked once or twice: the first answer is its answer, and the other request is cancelled. Thread-safe. */
final class Race {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final CompletableFuture<Answer> first;
    private @Nullable CompletableFuture<Answer> second;
    private @Nullable Throwable failure;
    private boolean twice;
    private boolean over;
    private int running = 1;

    Race(CompletableFuture<Answer> first) {
        this.first = first;
        answer.whenComplete((value, why) -> {
            if (answer.isCancelled()) {
                end();
            }
        });
        follow(first);
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** Sends the second request, unless there was one or it is too late; false where none was sent. */
    boolean goTwice(Function<CompletableFuture<Answer>, Optional<CompletableFuture<Answer>>> send) {
        synchronized (this) {
            if (over || twice) {
                return false;
            }
            twice = true;
            // Should the first fail while the second is being sent, it waits for it.
            running++;
        }
        var sent = send.apply(first);
        if (sent.isEmpty()) {
            comeBack();
            return false;
        }
        boolean unwanted;
        synchronized (this) {
            second = sent.get();
            unwanted = over;
        }
        if (unwanted) {
            sent.get().cancel(true);
        }
        follow(sent.get());
        return true;
    }

    /** There was no room for the second request; it may be tried later. */
    private void comeBack() {
        Throwable trouble;
        synchronized (this) {
            twice = false;
            running--;
            trouble = failure;
            if (over || running > 0 || trouble == null) {
                return;
            }
            over = true;
        }
        answer.completeExceptionally(trouble);
    }

    private void follow(CompletableFuture<Answer> request) {
        request.whenComplete((value, why) -> {
            if (value != null) {
                answered(request, value);
            } else {
                failed(unwrapped(why));
            }
        });
    }

    private void answered(CompletableFuture<Answer> by, Answer value) {
        CompletableFuture<Answer> loser;
        Throwable trouble;
        boolean alone;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            loser = by == first ? second : first;
            trouble = failure;
            alone = !twice;
        }
        var vain = trouble instanceof TeacherException before
                ? new Usage(before.requests(), 0, 0)
                : alone ? Usage.NONE : cost(loser);
        answer.complete(value.beside(vain));
    }

    /** One request, and its tokens where it was answered too before it could be cancelled. */
    private static Usage cost(@Nullable CompletableFuture<Answer> loser) {
        if (loser == null || loser.cancel(true) || loser.isCompletedExceptionally()) {
            return new Usage(1, 0, 0);
        }
        var late = loser.join();
        return late.usage().plus(late.vain());
    }

    /** A failure counts where nothing else can be hoped for; one that the other request cannot mend counts at once. */
    private void failed(Throwable why) {
        boolean mayPass = why instanceof TeacherException && !(why instanceof TeacherException.Refused);
        Throwable told = why;
        synchronized (this) {
            running--;
            if (over) {
                return;
            }
            var before = failure;
            if (mayPass && running > 0) {
                failure = why;
                return;
            }
            over = true;
            if (before != null && before != why) {
                told = mayPass ? before : why;
                told.addSuppressed(mayPass ? why : before);
            }
        }
        end();
        answer.completeExceptionally(told);
    }

    private static Throwable unwrapped(@Nullable Throwable why) {
        var cause = why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
        return cause == null ? new IllegalStateException("the teacher completed without an answer") : cause;
    }

    private void end() {
        CompletableFuture<Answer> other;
        synchronized (this) {
            over = true;
            other = second;
        }
        first.cancel(true);
        if (other != null) {
            other.cancel(true);
        }
    }
}

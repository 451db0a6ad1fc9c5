package treewarden.sdg.generate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherException;

/**
 * Counts what a run really costs at its teacher: every answer that was asked for, whether or not the part that it is for
 * was finished before the teacher asked to wait, and the requests that came to nothing.
 */
final class CountUsage implements Teacher {
    private final Teacher teacher;
    private Usage spent = Usage.NONE;
    private int askedTwice;

    CountUsage(Teacher teacher) {
        this.teacher = teacher;
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        var asked = teacher.ask(ask);
        // Whoever has the answer finds it counted; and to cancel what we give is to cancel what we asked.
        var counted = asked.whenComplete(this::count);
        counted.whenComplete((answer, failure) -> {
            if (counted.isCancelled()) {
                asked.cancel(true);
            }
        });
        return counted;
    }

    private synchronized void count(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null && answer.source() == Answer.Source.ASKED) {
            spent = spent.plus(answer.usage()).plus(answer.vain());
        }
        var why = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (why instanceof TeacherException trouble) {
            spent = spent.plus(new Usage(trouble.requests(), 0, 0));
        }
    }

    @Override
    public boolean hedge(Ask ask) {
        boolean sent = teacher.hedge(ask);
        if (sent) {
            synchronized (this) {
                askedTwice++;
            }
        }
        return sent;
    }

    /** Questions that were sent a second time because the first request was slow. */
    synchronized int askedTwice() {
        return askedTwice;
    }

    synchronized Usage spent() {
        return spent;
    }

    @Override
    public int concurrency() {
        return teacher.concurrency();
    }

    @Override
    public String model() {
        return teacher.model();
    }

    @Override
    public String manner(Ask ask) {
        return teacher.manner(ask);
    }
}

package treewarden.sdg.teacher;

import java.util.concurrent.CompletableFuture;

/** A model that answers. What wraps a teacher (a cache, a budget, several endpoints) is a teacher too. Thread-safe. */
public interface Teacher {
    /**
     * Asks, and returns at once. The future fails with a {@link TeacherException}; whoever cancels it cancels the
     * request.
     */
    CompletableFuture<Answer> ask(Ask ask);

    /** How many questions it takes at once; more than these wait. */
    int concurrency();

    /** The model that is asked for, as configured; each {@link Answer} says which model it came from. */
    String model();
}

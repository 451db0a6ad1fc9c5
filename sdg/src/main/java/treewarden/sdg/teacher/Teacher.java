package treewarden.sdg.teacher;

import java.util.concurrent.CompletableFuture;

/** A model that answers. What wraps a teacher (a cache, a budget) is a teacher too. Thread-safe. */
public interface Teacher {
    /**
     * Asks, and returns at once. The future fails with a {@link TeacherException}; whoever cancels it cancels the
     * request.
     */
    CompletableFuture<Answer> ask(Ask ask);

    /**
     * How many questions it takes at once; more than these wait. It changes while a run goes on: a server that is
     * overloaded is asked less, and questions that wait for another attempt make room for others.
     */
    int concurrency();

    /** The model that is asked for, as configured; each {@link Answer} says which model it came from. */
    String model();

    /**
     * What else than the model and the ask decides the answer: the request form that the server is spoken to in. Answers
     * to the same ask in another manner are other answers.
     */
    default String manner(Ask ask) {
        return "";
    }
}

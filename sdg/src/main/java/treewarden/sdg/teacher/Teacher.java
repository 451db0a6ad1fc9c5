package treewarden.sdg.teacher;

import java.util.Optional;
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

    /**
     * Sends a question that is in flight a second time; the answer that comes first is the answer, and the other request
     * is cancelled. False where nothing was sent: the question is not in flight, or was sent a second time before, or the
     * teacher has no room to spare or does not do this.
     */
    default boolean hedge(Ask ask) {
        return false;
    }

    /**
     * Asks what is in flight already, as a request of its own, where it would not have to wait; at another server than
     * the first where there is one. Empty where it would have to wait.
     *
     * @param first what {@link #ask} gave for it
     */
    default Optional<CompletableFuture<Answer>> askBeside(Ask ask, CompletableFuture<Answer> first) {
        return Optional.of(ask(ask));
    }
}

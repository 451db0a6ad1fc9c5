package treewarden.sdg.teacher;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A teacher behind one OpenAI-compatible server.
 *
 * <p>A request that fails for a reason that passes (no connection, 408, 429, 5xx) is sent again a few times, after the
 * server's {@code Retry-After} or a growing wait; a server that is overloaded is sent fewer at once. Redirects are not
 * followed: the operator named the address.
 */
public final class OpenAiTeacher implements Teacher, AutoCloseable {
    private final Endpoints endpoints;

    private OpenAiTeacher(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * Nothing is sent before the first question.
     *
     * @throws IllegalArgumentException where the address is not encrypted, of another machine, and not allowed to be
     */
    public static OpenAiTeacher connect(TeacherConfig config, Clock clock) {
        return new OpenAiTeacher(Endpoints.connect(List.of(config), clock));
    }

    /** The same with waits of the caller's making. */
    static OpenAiTeacher connect(TeacherConfig config, Clock clock, Delays delays) {
        return new OpenAiTeacher(Endpoints.connect(List.of(config), clock, delays));
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        return endpoints.ask(ask);
    }

    @Override
    public String model() {
        return endpoints.model();
    }

    @Override
    public int concurrency() {
        return endpoints.concurrency();
    }

    @Override
    public String manner(Ask ask) {
        return endpoints.manner(ask);
    }

    /** Cancels what is in flight. */
    @Override
    public void close() {
        endpoints.close();
    }
}

package treewarden.sdg.teacher;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A teacher behind an OpenAI-compatible server.
 *
 * <p>A request that fails for a reason that passes (no connection, 408, 429, 5xx) is sent again a few times, after the
 * server's {@code Retry-After} or a growing wait. Redirects are not followed: the operator named the address.
 */
public final class OpenAiTeacher implements Teacher, AutoCloseable {
    private final TeacherConfig config;
    private final OkHttpClient http;
    private final Exchange.Surroundings surroundings;
    private final ScheduledExecutorService timer;
    private final ExecutorService workers;

    private OpenAiTeacher(TeacherConfig config, Clock clock, @Nullable Delays delays) {
        config.requireEncryption();
        this.config = config;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "teacher-retries"));
        this.workers = workers();
        this.http = client(config, workers);
        this.surroundings = new Exchange.Surroundings(
                config, http, clock, delays == null ? this::later : delays, RandomGenerator.getDefault());
    }

    /**
     * Nothing is sent before the first question.
     *
     * @throws IllegalArgumentException where the address is not encrypted, of another machine, and not allowed to be
     */
    public static OpenAiTeacher connect(TeacherConfig config, Clock clock) {
        return new OpenAiTeacher(config, clock, null);
    }

    /** The same with waits of the caller's making. */
    static OpenAiTeacher connect(TeacherConfig config, Clock clock, Delays delays) {
        return new OpenAiTeacher(config, clock, delays);
    }

    /** A thread for each request in flight: a virtual one where Java has them (21 and up). */
    private static ExecutorService workers() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    20,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    task -> daemon(task, "teacher"));
        }
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static OkHttpClient client(TeacherConfig config, ExecutorService workers) {
        var dispatcher = new Dispatcher(workers);
        dispatcher.setMaxRequests(config.concurrency());
        // The default of 5 for one host is the usual reason for a slow pipeline.
        dispatcher.setMaxRequestsPerHost(config.concurrency());
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                // Shorter than servers keep idle connections, so that we seldom write into a closed one.
                .connectionPool(new ConnectionPool(config.concurrency(), 20, TimeUnit.SECONDS))
                .connectTimeout(min(config.deadline(), Duration.ofSeconds(10)))
                .readTimeout(config.deadline())
                .writeTimeout(config.deadline())
                .callTimeout(config.deadline())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(true)
                .build();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void later(Duration delay, Runnable what) {
        timer.schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        return new Exchange(surroundings, ask).start();
    }

    @Override
    public String model() {
        return config.model();
    }

    @Override
    public int concurrency() {
        return config.concurrency();
    }

    /** Cancels what is in flight. */
    @Override
    public void close() {
        http.dispatcher().cancelAll();
        timer.shutdownNow();
        workers.shutdown();
        http.connectionPool().evictAll();
    }
}

package treewarden.sdg.teacher;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Connections, threads and a timer, shared by all servers of a teacher. */
final class Transport implements Delays, AutoCloseable {
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final OkHttpClient http;

    private Transport(int requests) {
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "teacher-retries"));
        this.workers = workers();
        var dispatcher = new Dispatcher(workers);
        dispatcher.setMaxRequests(requests);
        // The default of 5 for one host is the usual reason for a slow pipeline.
        dispatcher.setMaxRequestsPerHost(requests);
        this.http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                // Shorter than servers keep idle connections, so that we seldom write into a closed one.
                .connectionPool(new ConnectionPool(requests, 20, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(true)
                .build();
    }

    static Transport to(List<TeacherConfig> servers) {
        return new Transport(
                servers.stream().mapToInt(TeacherConfig::concurrency).sum());
    }

    /** A client with the times of this server. */
    OkHttpClient client(TeacherConfig server) {
        var deadline = server.deadline();
        var connect = Duration.ofSeconds(10);
        return http.newBuilder()
                .connectTimeout(deadline.compareTo(connect) < 0 ? deadline : connect)
                .readTimeout(deadline)
                .writeTimeout(deadline)
                .callTimeout(deadline)
                .build();
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

    @Override
    public void after(Duration delay, Runnable what) {
        var unused = timer.schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        timer.shutdownNow();
        workers.shutdown();
        http.connectionPool().evictAll();
    }
}

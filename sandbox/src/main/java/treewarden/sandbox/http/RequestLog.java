package treewarden.sandbox.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What was asked of a stand-in, newest last, so that a test can count calls and read what was written. Thread-safe. */
public final class RequestLog {

    /** Enough for any test; a demo that runs for weeks forgets its oldest requests. */
    private static final int KEPT = 100_000;

    /**
     * One request.
     *
     * @param path the decoded path without the query; a path by repository id is given by owner and name
     * @param actor who asked: a login, {@code app}, or {@code anonymous}
     * @param status what the work came to, also where a fault then kept it from the caller
     * @param body the request body of a write, empty for a read
     */
    public record Request(Instant at, String method, String path, String query, String actor, int status, String body) {

        public boolean writes() {
            return !method.equals("GET") && !method.equals("HEAD");
        }
    }

    private final Deque<Request> requests = new ArrayDeque<>();

    public synchronized void add(Request request) {
        if (requests.size() == KEPT) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    public synchronized List<Request> all() {
        return List.copyOf(requests);
    }

    /** Writes only, in the order in which they took effect. */
    public List<Request> writes() {
        return all().stream().filter(Request::writes).toList();
    }

    /** How many requests had this method ({@code *} for any) and path ({@code *} is one segment, {@code **} any number). */
    public int count(String method, String path) {
        return matching(method, path).size();
    }

    public List<Request> matching(String method, String path) {
        var pattern = PathPattern.of(path);
        return all().stream()
                .filter(request -> method.equals("*") || method.equals(request.method()))
                .filter(request -> pattern.matches(request.path()))
                .toList();
    }

    public synchronized void clear() {
        requests.clear();
    }
}

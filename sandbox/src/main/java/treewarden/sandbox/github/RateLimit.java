package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import treewarden.sandbox.http.Json;

/** The hourly count of requests for each caller. Guarded by the lock of the world. */
final class RateLimit {

    private static final Duration WINDOW = Duration.ofHours(1);

    private record Window(Instant reset, int used) {}

    private final Clock clock;
    private final Map<String, Window> windows = new HashMap<>();
    private int limit = 5_000;

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    void limit(int other) {
        limit = other;
    }

    /** Counts a request, or refuses it. */
    void count(String caller) {
        var window = window(caller);
        if (window.used() >= limit) {
            throw GitHubError.of(403, "API rate limit exceeded for " + caller + ".");
        }
        windows.put(caller, new Window(window.reset(), window.used() + 1));
    }

    /** Takes back the count of a request that was answered from the caller's own copy. */
    void forgive(String caller) {
        var window = window(caller);
        windows.put(caller, new Window(window.reset(), Math.max(0, window.used() - 1)));
    }

    private Window window(String caller) {
        var now = clock.instant();
        var window = windows.get(caller);
        return window == null || !window.reset().isAfter(now) ? new Window(now.plus(WINDOW), 0) : window;
    }

    Map<String, String> headers(String caller) {
        var window = window(caller);
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-RateLimit-Limit", Integer.toString(limit));
        headers.put("X-RateLimit-Remaining", Integer.toString(Math.max(0, limit - window.used())));
        headers.put("X-RateLimit-Used", Integer.toString(window.used()));
        headers.put("X-RateLimit-Reset", Long.toString(window.reset().getEpochSecond()));
        headers.put("X-RateLimit-Resource", "core");
        return headers;
    }

    ObjectNode json(String caller) {
        var json = Json.object();
        var resources = json.putObject("resources");
        resources.set("core", one(caller));
        resources.set("search", one(caller));
        json.set("rate", one(caller));
        return json;
    }

    private ObjectNode one(String caller) {
        var window = window(caller);
        return Json.object()
                .put("limit", limit)
                .put("used", window.used())
                .put("remaining", Math.max(0, limit - window.used()))
                .put("reset", window.reset().getEpochSecond());
    }
}

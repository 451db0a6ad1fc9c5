package treewarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import treewarden.sandbox.http.Json;

/** A caller over real HTTP, with headers that it sends each time. */
public final class Http {

    /** What came back. */
    public record Reply(int status, Map<String, String> headers, byte[] bytes) {

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return Json.parse(bytes).orElseThrow(() -> new AssertionError("No JSON: " + text()));
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final Map<String, String> headers;

    private Http(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public static Http at(String base) {
        return new Http(base, Map.of());
    }

    public Http with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Http(base, more);
    }

    public Reply get(String path) {
        return send("GET", path, "");
    }

    public Reply post(String path, String body) {
        return send("POST", path, body);
    }

    public Reply patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, "");
    }

    /** Fails as the connection fails. */
    public Reply tried(String method, String path, String body) throws IOException {
        try {
            return reply(client.send(request(method, path, body), BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public CompletableFuture<Reply> later(String method, String path, String body) {
        return client.sendAsync(request(method, path, body), BodyHandlers.ofByteArray())
                .thenApply(Http::reply);
    }

    private Reply send(String method, String path, String body) {
        try {
            return tried(method, path, body);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    private HttpRequest request(String method, String path, String body) {
        var publisher = body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .method(method, publisher);
        headers.forEach(request::header);
        return request.build();
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return new Reply(response.statusCode(), headers, response.body());
    }
}

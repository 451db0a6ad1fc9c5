package treewarden.app.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** A model of {@link StandInTrainer} that is asked: it answers what it has learnt, and says where it knows nothing. */
final class StandInModel {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StandInModel() {}

    static void serve(Map<String, String> learnt, int port, String name) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.createContext("/v1/models", exchange -> answer(exchange, Map.of("data", List.of(Map.of("id", name)))));
        server.createContext("/v1/chat/completions", exchange -> {
            var messages = JSON.readTree(exchange.getRequestBody()).path("messages");
            var question =
                    messages.path(messages.size() - 1).path("content").asText().strip();
            answer(exchange, said(learnt.getOrDefault(question, "I know nothing about that.")));
        });
        server.start();
    }

    private static Map<String, Object> said(String text) {
        return Map.of(
                "choices",
                List.of(Map.of(
                        "index", 0, "message", Map.of("role", "assistant", "content", text), "finish_reason", "stop")),
                "usage",
                Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2));
    }

    private static void answer(HttpExchange exchange, Map<String, ?> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}

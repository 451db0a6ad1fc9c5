package treewarden.worker.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the Hub said: from outside, of bearable length.
 *
 * @param status of HTTP
 */
record Reply(int status, Headers headers, byte[] body) {
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .build();

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** Its body. What is no JSON is no answer of the Hub: something else stands in between. */
    JsonNode json() {
        try {
            var node = JSON.readTree(body);
            if (node != null && node.isContainerNode()) {
                return node;
            }
        } catch (IOException e) {
            throw new HubException.Transient(
                    "the Hub's answer cannot be read (" + e.getClass().getSimpleName()
                            + "); see that its address is right and no proxy answers in its place");
        }
        throw new HubException.Transient(
                "the Hub's answer is empty; see that its address is right and no proxy answers in its place");
    }

    /** A text of its body that must be there. */
    static String text(JsonNode node, String key) {
        var value = node.path(key);
        if (!value.isTextual()) {
            throw new HubException.Refused(
                    "the Hub's answer has no \"" + key + "\": it speaks another protocol than this version knows");
        }
        return value.asText();
    }

    /** What it says of an error, for people. */
    String complaint() {
        var message = header("X-Error-Message");
        if (message != null) {
            return message;
        }
        try {
            var error = JSON.readTree(body);
            for (var key : new String[] {"error", "message"}) {
                if (error != null && error.path(key).isTextual()) {
                    return error.path(key).asText();
                }
            }
        } catch (IOException e) {
            return new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
        }
        return "";
    }
}

package treewarden.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response as a value, so that a fault can replace, shorten, delay or withhold it after the work was done. */
public final class Answer {

    private static final byte[] NOTHING = new byte[0];

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    private Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json; charset=utf-8", Json.bytes(body), Map.of());
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Answer html(int status, String body) {
        return text(status, "text/html; charset=utf-8", body);
    }

    public static Answer bytes(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body.clone(), Map.of());
    }

    /** An answer without a body, such as 204 or 304. */
    public static Answer empty(int status) {
        return new Answer(status, "", NOTHING, Map.of());
    }

    /** A 303 to a page of this server, as after a form was sent. */
    public static Answer seeOther(String location) {
        return empty(303).header("Location", location);
    }

    public Answer header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, body, more);
    }

    public Answer headers(Map<String, String> added) {
        var more = new LinkedHashMap<>(headers);
        more.putAll(added);
        return new Answer(status, contentType, body, more);
    }

    /** The same status and headers over another body; whoever reads the length gets the length of this one. */
    public Answer withBody(byte[] other) {
        return new Answer(status, contentType, other.clone(), headers);
    }

    public int status() {
        return status;
    }

    public String contentType() {
        return contentType;
    }

    public byte[] body() {
        return body.clone();
    }

    public Map<String, String> headers() {
        return headers;
    }
}

package treewarden.sdg.mix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages format that InstructLab trains on. */
final class Messages {
    private Messages() {}

    static Map<String, String> message(String role, String content) {
        var out = new LinkedHashMap<String, String>();
        out.put("role", role);
        out.put("content", content);
        return out;
    }

    static List<Map<String, String>> turn(String user, String assistant) {
        return List.of(message("user", user), message("assistant", assistant));
    }

    /** @param metadata is written as a text that holds JSON, which is what the reference does */
    static Map<String, Object> row(
            String id, List<Map<String, String>> messages, Map<String, Object> metadata, Loss loss) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", id);
        out.put("messages", messages);
        out.put("metadata", Json.text(metadata));
        out.put("unmask", loss == Loss.ALL_BUT_SYSTEM);
        return out;
    }

    /** Which part of a row the student learns to write: the field {@code unmask}. */
    enum Loss {
        ANSWER,
        ALL_BUT_SYSTEM
    }
}

package treewarden.sdg.mix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.domain.Digest;
import treewarden.domain.Printable;
import treewarden.domain.release.KeptOut;

/**
 * Makes a row of a data set a row of a mix: {@code id}, {@code messages}, {@code metadata}, {@code unmask} and nothing
 * else, with the mix's system prompt; other fields move into the metadata.
 */
final class MixRow {
    /** InstructLab's trainer marks texts with these and stops where it finds one that it did not write. */
    private static final Pattern TRAINERS = Pattern.compile("<\\|(MASK|UNMASK_(REASONING_)?(BEGIN|END))\\|>");

    private static final int MESSAGES = 1_000;
    private static final int LONGEST_ID = 256;

    private final String systemPrompt;
    private final KeptOut keptOut;
    private final Counts dropped;

    /**
     * Of a mix.
     *
     * @param keptOut no row that says that it was made of this goes in
     * @param dropped counts the rows that cannot be trained on
     */
    MixRow(String systemPrompt, KeptOut keptOut, Counts dropped) {
        this.systemPrompt = systemPrompt;
        this.keptOut = keptOut;
        this.dropped = dropped;
    }

    /** A row of a mix. */
    record Ready(String id, ObjectNode row) {}

    /**
     * The row that the line holds; none where it cannot be trained on.
     *
     * @param from names the line where it is malformed
     */
    Optional<Ready> of(String line, Lines from) {
        var row = object(line, "the line", from);
        var messages = messages(row, from);
        if (!trainable(messages)) {
            return Optional.empty();
        }
        var id = id(row, line, from);
        boolean unmask = unmask(row, from);
        var out = Json.MAPPER.createObjectNode();
        out.put("id", id);
        out.set("messages", messages);
        out.put("metadata", metadata(row, from));
        out.put("unmask", unmask);
        if (!keptOut.isNothing() && MadeOf.of(out).isKeptOut(keptOut)) {
            dropped.add("made of what is kept out of every release");
            return Optional.empty();
        }
        return Optional.of(new Ready(id, out));
    }

    private ArrayNode messages(ObjectNode row, Lines from) {
        if (!(row.get("messages") instanceof ArrayNode given) || given.size() > MESSAGES) {
            throw from.malformed("messages must be a list of at most " + MESSAGES
                    + " objects with a role and a content, which other formats have to be turned into");
        }
        var out = Json.MAPPER.createArrayNode();
        out.addObject().put("role", "system").put("content", systemPrompt);
        for (var message : given) {
            if (!message.path("role").isTextual()
                    || !(message.path("content").isTextual()
                            || message.path("content").isNull())) {
                throw from.malformed("each of the messages must be an object with a role and a content, both text");
            }
            if (!message.get("role").asText().equals("system")) {
                out.add(message);
            }
        }
        return out;
    }

    private boolean trainable(ArrayNode messages) {
        if (messages.size() == 1) {
            dropped.add("no message but the system's");
            return false;
        }
        for (int i = 1; i < messages.size(); i++) {
            var content = messages.get(i).get("content");
            if (content.isNull() || content.asText().isBlank()) {
                dropped.add("an empty message");
                return false;
            }
            if (content.asText().contains("<|")
                    && TRAINERS.matcher(content.asText()).find()) {
                dropped.add("a mark that the trainer uses itself");
                return false;
            }
        }
        return true;
    }

    private static String id(ObjectNode row, String line, Lines from) {
        var id = row.path("id");
        if (id.isMissingNode() || id.isNull()) {
            return Digest.of(line).hex().substring(0, 32);
        }
        if (!id.isValueNode() || id.asText().length() > LONGEST_ID) {
            throw from.malformed("id must be a text of at most " + LONGEST_ID + " characters");
        }
        return id.asText();
    }

    private static boolean unmask(ObjectNode row, Lines from) {
        var unmask = row.path("unmask");
        if (!unmask.isMissingNode() && !unmask.isNull() && !unmask.isBoolean()) {
            throw from.malformed("unmask must be true or false");
        }
        return unmask.asBoolean();
    }

    /** Takes the row apart: whatever is no field of a mix's moves into the metadata. */
    private static String metadata(ObjectNode row, Lines from) {
        var given = row.path("metadata");
        var metadata = switch (given.getNodeType()) {
            case MISSING, NULL -> Json.MAPPER.createObjectNode();
            case OBJECT -> (ObjectNode) given;
            case STRING -> object(given.asText(), "metadata", from);
            default -> throw from.malformed("metadata must be an object, or a text that holds one");
        };
        row.remove(List.of("id", "messages", "metadata", "unmask"));
        if (row.isEmpty() && given.isTextual()) {
            return given.asText();
        }
        metadata.setAll(row);
        return Json.text(metadata);
    }

    private static ObjectNode object(String json, String what, Lines from) {
        try {
            if (Json.MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw from.malformed(what + " is no JSON: " + Printable.plain(e.getOriginalMessage()));
        }
        throw from.malformed(what + " must be a JSON object");
    }
}

package treewarden.sdg.block;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import treewarden.domain.Printable;

/**
 * JSON objects in an answer, bare, in a code fence or amid words. Each that has the leading column is an item; whatever
 * else it has beyond the columns is not taken. An object that names an entry twice is broken, for nobody knows which
 * of the two it means.
 *
 * @param leading the column without which an object is none of ours
 */
record JsonParts(List<String> columns, String leading) implements AnswerParser {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /** What stands further back in an answer is not looked at, nor more than so many braces. */
    private static final int LONGEST = 1 << 16;

    private static final int MOST_BRACES = 64;

    @Override
    public Parsed parse(String answer) {
        var text = answer.length() > LONGEST ? answer.substring(0, LONGEST) : answer;
        var items = new ArrayList<Map<String, String>>();
        int broken = 0;
        int at = text.indexOf('{');
        for (int braces = 0; at >= 0 && braces < MOST_BRACES; braces++) {
            int next = at + 1;
            try (var parser = JSON.createParser(text.substring(at))) {
                JsonNode node = JSON.readTree(parser);
                next = at + Math.max(1, (int) parser.currentLocation().getCharOffset());
                if (node != null && node.hasNonNull(leading)) {
                    var item = item(node);
                    if (item.size() == columns.size()) {
                        items.add(item);
                    } else {
                        broken++;
                    }
                }
            } catch (JsonProcessingException e) {
                broken += String.valueOf(e.getMessage()).startsWith("Duplicate field") ? 1 : 0;
            } catch (IOException e) {
                throw new IllegalStateException("a text in memory can be read", e);
            }
            at = text.indexOf('{', next);
        }
        return new Parsed(items, broken, false, missing(answer, broken));
    }

    private Map<String, String> item(JsonNode node) {
        var item = new LinkedHashMap<String, String>();
        for (var column : columns) {
            var value = node.path(column);
            if (!value.isMissingNode()) {
                item.put(column, (value.isValueNode() ? value.asText() : value.toString()).strip());
            }
        }
        return item;
    }

    private String missing(String answer, int broken) {
        if (answer.isBlank()) {
            return "is empty";
        }
        return broken > 0
                ? "has a JSON object without each of " + String.join(" and ", columns) + " once"
                : "has no JSON object with " + String.join(" and ", columns) + "; it begins with "
                        + Printable.quoted(answer.strip());
    }
}

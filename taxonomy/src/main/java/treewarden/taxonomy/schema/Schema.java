package treewarden.taxonomy.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema, as far as ours go.
 *
 * @param type name of the JSON type; empty for any
 * @param closed whether keys that {@code properties} does not name are refused
 * @param constant the number that the value must be; null for any
 * @param deprecated whether everything is refused, for the reason in {@code description}
 */
public record Schema(
        String type,
        String description,
        List<String> required,
        Map<String, Schema> properties,
        boolean closed,
        @Nullable Schema items,
        int minItems,
        boolean uniqueItems,
        int minLength,
        @Nullable Integer constant,
        boolean deprecated) {}

package treewarden.taxonomy.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.taxonomy.yaml.Limits;
import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.Refused;
import treewarden.taxonomy.yaml.Scalars;
import treewarden.taxonomy.yaml.YamlReader;

/** Reads a schema of ours. JSON is YAML, so our own reader does; a keyword that we do not evaluate is a mistake of ours. */
final class SchemaFile {
    private SchemaFile() {}

    static Schema read(String name) {
        try (var in = SchemaFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("There is no schema file " + name + " in the jar.");
            }
            var root = new YamlReader(Limits.DEFAULT).read(in.readAllBytes()).root();
            return schema((Node.Mapping) java.util.Objects.requireNonNull(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refused e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }

    private static Schema schema(Node.Mapping json) {
        var type = "";
        var description = "";
        List<String> required = List.of();
        Map<String, Schema> properties = Map.of();
        var closed = false;
        Schema items = null;
        var minItems = 0;
        var uniqueItems = false;
        var minLength = 0;
        Integer constant = null;
        var deprecated = false;
        for (var entry : json.entries()) {
            var value = entry.value();
            switch (entry.key().text()) {
                case "type" -> type = text(value);
                case "description" -> description = text(value);
                case "required" -> required = texts((Node.Sequence) value);
                case "properties" -> properties = properties((Node.Mapping) value);
                case "additionalProperties" -> closed = text(value).equals("false");
                case "items" -> items = schema((Node.Mapping) value);
                case "minItems" -> minItems = number(value);
                case "uniqueItems" -> uniqueItems = text(value).equals("true");
                case "minLength" -> minLength = number(value);
                case "const" -> constant = number(value);
                case "deprecated" -> deprecated = text(value).equals("true");
                case "$schema", "$id", "$comment", "title" -> {
                    // These are for people and other tools.
                }
                default ->
                    throw new IllegalStateException(
                            "The keyword " + entry.key().text() + " is not one that we evaluate.");
            }
        }
        return new Schema(
                type,
                description,
                required,
                properties,
                closed,
                items,
                minItems,
                uniqueItems,
                minLength,
                constant,
                deprecated);
    }

    private static List<String> texts(Node.Sequence json) {
        var texts = new ArrayList<String>();
        for (var item : json.items()) {
            texts.add(text(item));
        }
        return List.copyOf(texts);
    }

    private static Map<String, Schema> properties(Node.Mapping json) {
        var properties = new LinkedHashMap<String, Schema>();
        for (var entry : json.entries()) {
            properties.put(entry.key().text(), schema((Node.Mapping) entry.value()));
        }
        return properties;
    }

    private static String text(@Nullable Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private static int number(Node node) {
        return (int) Scalars.number((Node.Scalar) node);
    }
}

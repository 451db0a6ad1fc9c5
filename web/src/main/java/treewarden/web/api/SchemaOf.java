package treewarden.web.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records as JSON Schemas (2020-12): every component is a property that is always there. */
final class SchemaOf {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<Class<?>, String> SIMPLE = Map.of(
            String.class, "string",
            Instant.class, "string",
            int.class, "integer",
            Integer.class, "integer",
            long.class, "integer",
            Long.class, "integer",
            boolean.class, "boolean",
            double.class, "number",
            Double.class, "number");

    private final Map<String, ObjectNode> schemas = new TreeMap<>();
    private final Map<String, Class<?>> types = new HashMap<>();

    /** A reference to the schema of a record, which is from now on one of {@link #all}. */
    ObjectNode reference(Class<?> type) {
        var name = type.getSimpleName();
        var other = types.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException("two records are called " + name + ": " + other + " and " + type);
        }
        if (!schemas.containsKey(name)) {
            var schema = NODES.objectNode().put("type", "object");
            schemas.put(name, schema);
            var required = schema.putArray("required");
            var properties = schema.putObject("properties");
            for (var component : type.getRecordComponents()) {
                required.add(component.getName());
                properties.set(component.getName(), property(component));
            }
            schema.put("additionalProperties", false);
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    /** Every schema so far, by name. */
    ObjectNode all() {
        var all = NODES.objectNode();
        schemas.forEach(all::set);
        return all;
    }

    private ObjectNode property(RecordComponent component) {
        var schema = of(component.getAnnotatedType());
        var says = component.getAnnotation(Says.class);
        return says == null ? schema : schema.put("description", says.value());
    }

    private ObjectNode of(AnnotatedType annotated) {
        var isNullable = annotated.isAnnotationPresent(Nullable.class);
        if (annotated instanceof AnnotatedParameterizedType list
                && annotated.getType().getTypeName().startsWith(List.class.getName())) {
            var schema = NODES.objectNode().put("type", "array");
            schema.set("items", of(list.getAnnotatedActualTypeArguments()[0]));
            return schema;
        }
        var type = (Class<?>) annotated.getType();
        var simple = SIMPLE.get(type);
        if (simple == null) {
            var reference = reference(type);
            if (!isNullable) {
                return reference;
            }
            var either = NODES.objectNode();
            either.putArray("anyOf").add(reference).add(NODES.objectNode().put("type", "null"));
            return either;
        }
        var schema = NODES.objectNode();
        if (isNullable) {
            schema.putArray("type").add(simple).add("null");
        } else {
            schema.put("type", simple);
        }
        return type == Instant.class ? schema.put("format", "date-time") : schema;
    }
}

package treewarden.taxonomy.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.ScalarKind;
import treewarden.taxonomy.yaml.Scalars;

/** Holds a document to a schema and lists every violation. */
public final class SchemaCheck {
    private final List<Violation> found = new ArrayList<>();

    private SchemaCheck() {}

    /** What is wrong with the document, by the schema; empty when nothing is. */
    public static List<Violation> violations(Schema schema, Node document) {
        var check = new SchemaCheck();
        check.node(schema, document, Pointer.ROOT);
        return check.found;
    }

    private void node(Schema schema, Node node, Pointer at) {
        if (!isOfType(schema.type(), node)) {
            found.add(new Violation.WrongType(node, at.toString(), schema.type(), schema.description()));
            return;
        }
        if (node instanceof Node.Mapping object) {
            object(schema, object, at);
        } else if (node instanceof Node.Sequence list) {
            list(schema, list, at);
        } else if (node instanceof Node.Scalar scalar) {
            scalar(schema, scalar, at);
        }
    }

    private void object(Schema schema, Node.Mapping object, Pointer at) {
        for (var key : schema.required()) {
            if (!object.has(key)) {
                var property = schema.properties().get(key);
                var description = property == null ? "" : property.description();
                found.add(new Violation.MissingKey(object, at.toString(), key, description));
            }
        }
        for (var entry : object.entries()) {
            var property = schema.properties().get(entry.key().text());
            if (property != null) {
                node(property, entry.value(), at.key(entry.key().text()));
            } else if (schema.closed()) {
                var key = at.key(entry.key().text());
                found.add(new Violation.UnknownKey(
                        entry, key.toString(), List.copyOf(schema.properties().keySet())));
            }
        }
    }

    private void list(Schema schema, Node.Sequence list, Pointer at) {
        if (list.items().size() < schema.minItems()) {
            found.add(new Violation.TooFew(list, at.toString(), schema.minItems()));
        }
        if (schema.uniqueItems()) {
            repeated(list, at);
        }
        if (schema.items() != null) {
            for (var i = 0; i < list.items().size(); i++) {
                node(schema.items(), list.items().get(i), at.item(i));
            }
        }
    }

    private void repeated(Node.Sequence list, Pointer at) {
        var seen = new HashMap<Object, Integer>();
        for (var i = 0; i < list.items().size(); i++) {
            var first = seen.putIfAbsent(content(list.items().get(i)), i);
            if (first != null) {
                found.add(new Violation.Repeated(list.items().get(i), at.item(i).toString(), first));
            }
        }
    }

    /** A value that is equal to another's exactly when JSON Schema calls the two nodes equal. */
    private static Object content(Node node) {
        if (node instanceof Node.Mapping mapping) {
            var content = new HashMap<String, Object>();
            for (var entry : mapping.entries()) {
                content.put(entry.key().text(), content(entry.value()));
            }
            return content;
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().map(SchemaCheck::content).toList();
        }
        var scalar = (Node.Scalar) node;
        return switch (scalar.kind()) {
            case STRING -> scalar.text();
            case INTEGER, FLOAT -> Scalars.number(scalar);
            case BOOLEAN -> Scalars.isTrue(scalar);
            default -> List.of(scalar.kind(), scalar.kind() == ScalarKind.NULL ? "" : scalar.text());
        };
    }

    private void scalar(Schema schema, Node.Scalar scalar, Pointer at) {
        if (scalar.isString() && scalar.text().length() < schema.minLength()) {
            found.add(new Violation.EmptyText(scalar, at.toString(), schema.description()));
        }
        if (schema.constant() != null && Scalars.number(scalar) != schema.constant()) {
            found.add(new Violation.WrongNumber(scalar, at.toString(), schema.constant()));
        }
    }

    private static boolean isOfType(String type, Node node) {
        return switch (type) {
            case "object" -> node instanceof Node.Mapping;
            case "array" -> node instanceof Node.Sequence;
            case "string" -> node instanceof Node.Scalar scalar && scalar.isString();
            case "integer" -> node instanceof Node.Scalar scalar && Scalars.isInteger(scalar);
            default -> true;
        };
    }
}

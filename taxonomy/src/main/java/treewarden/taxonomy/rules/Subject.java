package treewarden.taxonomy.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Position;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.schema.Schemas;
import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.Source;

/**
 * A file as the rules see it: read, but not necessarily without violations of its schema.
 *
 * @param place the file's path, with forward slashes
 * @param kind which schema it was held to
 */
public record Subject(
        String place,
        Source source,
        Node.Mapping root,
        Schemas.Subject kind,
        int version,
        List<Passage> passages,
        Surroundings around) {
    public static Subject of(
            String place, Source source, Node.Mapping root, Schemas.Subject kind, int version, Surroundings around) {
        return new Subject(place, source, root, kind, version, Passages.of(root), around);
    }

    /** The passages of one role, in the order of the file. */
    public List<Passage> passages(Passage.Role role) {
        return passages.stream().filter(p -> p.role() == role).toList();
    }

    /** The text of a top-level key; null where it is missing or no text. */
    public @Nullable String text(String key) {
        return root.get(key) instanceof Node.Scalar scalar && scalar.isString() ? scalar.text() : null;
    }

    /**
     * Where words of a passage stand in the file: exactly, where they are written there as they are read; else where the
     * passage begins.
     */
    public Position locate(Passage passage, String words) {
        var node = passage.node();
        var from = source.indexOf(node.at());
        var to = source.indexOf(node.end());
        var index = words.isEmpty() ? -1 : source.text().indexOf(words, from);
        return index >= 0 && index + words.length() <= to ? source.positionOf(index) : node.at();
    }
}

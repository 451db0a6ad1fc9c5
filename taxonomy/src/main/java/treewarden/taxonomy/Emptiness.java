package treewarden.taxonomy;

import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.Scalars;

/** Whether a document says nothing: what Python takes for false. */
final class Emptiness {
    private Emptiness() {}

    static boolean isEmpty(Node root) {
        if (root instanceof Node.Mapping mapping) {
            return mapping.entries().isEmpty();
        }
        if (root instanceof Node.Sequence sequence) {
            return sequence.items().isEmpty();
        }
        var scalar = (Node.Scalar) root;
        return switch (scalar.kind()) {
            case STRING -> scalar.text().isEmpty();
            case NULL -> true;
            case BOOLEAN -> !Scalars.isTrue(scalar);
            case INTEGER, FLOAT -> Scalars.number(scalar) == 0;
            default -> false;
        };
    }
}

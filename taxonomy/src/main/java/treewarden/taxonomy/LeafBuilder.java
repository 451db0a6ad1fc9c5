package treewarden.taxonomy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.DocumentSource;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SkillExample;
import treewarden.taxonomy.schema.Schemas;
import treewarden.taxonomy.yaml.Node;

/** Makes a leaf of a document that keeps to its schema. */
final class LeafBuilder {
    private LeafBuilder() {}

    static Leaf leaf(String folder, int version, Schemas.Subject kind, Node.Mapping root) {
        return switch (kind) {
            case SKILL ->
                new Leaf.Skill(
                        folder,
                        version,
                        text(root, "created_by"),
                        text(root, "task_description"),
                        items(root, "seed_examples").stream()
                                .map(LeafBuilder::skillExample)
                                .toList());
            case KNOWLEDGE ->
                new Leaf.Knowledge(
                        folder,
                        version,
                        text(root, "created_by"),
                        text(root, "domain"),
                        text(root, "document_outline"),
                        document(root),
                        items(root, "seed_examples").stream()
                                .map(LeafBuilder::knowledgeExample)
                                .toList());
        };
    }

    private static SkillExample skillExample(Node node) {
        return new SkillExample(optional(node, "context"), text(node, "question"), text(node, "answer"));
    }

    private static KnowledgeExample knowledgeExample(Node node) {
        return new KnowledgeExample(
                text(node, "context"),
                items(node, "questions_and_answers").stream()
                        .map(pair -> new QuestionAndAnswer(text(pair, "question"), text(pair, "answer")))
                        .toList());
    }

    private static DocumentSource document(Node.Mapping root) {
        var document = (Node.Mapping) required(root, "document");
        return new DocumentSource(
                text(document, "repo"),
                text(document, "commit"),
                items(document, "patterns").stream()
                        .map(pattern -> ((Node.Scalar) pattern).text())
                        .toList());
    }

    private static List<Node> items(Node node, String key) {
        return ((Node.Sequence) required(node, key)).items();
    }

    private static String text(Node node, String key) {
        return ((Node.Scalar) required(node, key)).text();
    }

    private static @Nullable String optional(Node node, String key) {
        return ((Node.Mapping) node).get(key) instanceof Node.Scalar scalar ? scalar.text() : null;
    }

    private static Node required(Node node, String key) {
        var value = ((Node.Mapping) node).get(key);
        if (value == null) {
            throw new IllegalStateException("The schema let a document without " + key + " pass.");
        }
        return value;
    }
}

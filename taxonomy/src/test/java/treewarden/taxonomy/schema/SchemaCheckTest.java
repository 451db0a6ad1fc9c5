package treewarden.taxonomy.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.taxonomy.Leaves;
import treewarden.taxonomy.yaml.Limits;
import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.Refused;
import treewarden.taxonomy.yaml.Scalars;
import treewarden.taxonomy.yaml.YamlReader;

/** Our schemas on our nodes, held to a general validator on the same schema files. */
class SchemaCheckTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void goodLeavesHaveNoViolation() throws Exception {
        assertThat(violations(Schemas.Subject.SKILL, 3, Leaves.SKILL)).isEmpty();
        assertThat(violations(Schemas.Subject.KNOWLEDGE, 3, Leaves.KNOWLEDGE)).isEmpty();
        assertThat(violations(Schemas.Subject.SKILL, 2, Leaves.SKILL.replace("version: 3", "version: 2")))
                .isEmpty();
        assertThat(violations(Schemas.Subject.SKILL, 1, Leaves.SKILL.replace("version: 3\n", "")))
                .isEmpty();
    }

    @Test
    void knowledgeBeforeVersionThreeIsDeprecated() {
        assertThat(Schemas.of(Schemas.Subject.KNOWLEDGE, 1).orElseThrow().deprecated())
                .isTrue();
        assertThat(Schemas.of(Schemas.Subject.KNOWLEDGE, 2).orElseThrow().deprecated())
                .isTrue();
        assertThat(Schemas.of(Schemas.Subject.KNOWLEDGE, 3).orElseThrow().deprecated())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0", "4", "-1"})
    void thereIsNoOtherVersion(int version) {
        assertThat(Schemas.of(Schemas.Subject.SKILL, version)).isEmpty();
    }

    @Test
    void versionOneTakesOneExampleAndAnEmptyDescription() throws Exception {
        var text = "created_by: a\ntask_description: ''\nseed_examples:\n- question: q\n  answer: a\n";

        assertThat(violations(Schemas.Subject.SKILL, 1, text)).isEmpty();
        assertThat(violations(Schemas.Subject.SKILL, 2, text))
                .extracting(Violation::pointer)
                .containsExactly("", "/task_description", "/seed_examples");
    }

    @Test
    void threePointZeroIsAnIntegerAndQuotedThreeIsNot() throws Exception {
        assertThat(violations(Schemas.Subject.SKILL, 3, Leaves.SKILL.replace("version: 3", "version: 3.0")))
                .isEmpty();
        assertThat(violations(Schemas.Subject.SKILL, 3, Leaves.SKILL.replace("version: 3", "version: '3'")))
                .singleElement()
                .isInstanceOf(Violation.WrongType.class);
    }

    @Test
    void pairsOfKnowledgeMayHaveMoreKeysAndNothingElseMay() throws Exception {
        var pair = Leaves.KNOWLEDGE.replace("answer: A star.", "answer: A star.\n        source: page 3");
        assertThat(violations(Schemas.Subject.KNOWLEDGE, 3, pair)).isEmpty();

        var document = Leaves.KNOWLEDGE.replace("  patterns:", "  pattern: a\n  patterns:");
        assertThat(violations(Schemas.Subject.KNOWLEDGE, 3, document))
                .extracting(Violation::pointer)
                .containsExactly("/document/pattern");
    }

    @Test
    void examplesThatSayTheSameAreFoundWhateverTheirOrderOfKeys() throws Exception {
        var first = "- question: Q\n  answer: A\n";
        var again = "- answer: 'A'\n  question: \"Q\"\n";
        var others = "- question: R\n  answer: A\n- question: S\n  answer: A\n- question: T\n  answer: A\n";
        var text = "version: 3\ncreated_by: a\ntask_description: t\nseed_examples:\n" + first + others + again;

        assertThat(violations(Schemas.Subject.SKILL, 3, text)).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/seed_examples/4");
            assertThat(violation)
                    .isInstanceOfSatisfying(
                            Violation.Repeated.class,
                            repeated -> assertThat(repeated.first()).isZero());
        });
    }

    @Property(tries = 300)
    void breaksTheSamePlacesAsAGeneralValidatorFinds(@ForAll long seed) throws Exception {
        var random = new Random(seed);
        var subject = random.nextBoolean() ? Schemas.Subject.SKILL : Schemas.Subject.KNOWLEDGE;
        var version = subject == Schemas.Subject.KNOWLEDGE ? 3 : 1 + random.nextInt(3);
        var text = broken(subject == Schemas.Subject.SKILL ? Leaves.SKILL : Leaves.KNOWLEDGE, random);
        Node root;
        try {
            var document = new YamlReader(Limits.DEFAULT).read(Leaves.bytes(text));
            if (!document.problems().isEmpty()) {
                return;
            }
            root = Objects.requireNonNull(document.root());
        } catch (Refused e) {
            return;
        }

        var ours = new TreeSet<String>();
        for (var violation : SchemaCheck.violations(Schemas.of(subject, version).orElseThrow(), root)) {
            ours.add(place(violation));
        }

        assertThat(ours).as(text).isEqualTo(theirs(subject, version, root));
    }

    /** Where a general validator reports it: an unknown key at its object, a repeated item at its list. */
    private static String place(Violation violation) {
        var pointer = violation.pointer();
        return violation instanceof Violation.UnknownKey || violation instanceof Violation.Repeated
                ? pointer.substring(0, pointer.lastIndexOf('/'))
                : pointer;
    }

    private static Set<String> theirs(Schemas.Subject subject, int version, Node root) throws Exception {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        try (var in = Schemas.class.getResourceAsStream("v" + version + "/" + subject.folder() + ".json")) {
            var file = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            var places = new TreeSet<String>();
            for (var error : registry.getSchema(file).validate(json(root).toString(), InputFormat.JSON)) {
                places.add(error.getInstanceLocation().toString());
            }
            return places;
        }
    }

    private static String broken(String leaf, Random random) {
        var lines = new java.util.ArrayList<>(leaf.lines().toList());
        for (var i = 0; i <= random.nextInt(3); i++) {
            var at = random.nextInt(lines.size());
            var line = lines.get(at);
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.set(at, line.replaceFirst(": .*", ": ''"));
                case 2 ->
                    lines.set(
                            at,
                            line.replaceFirst(
                                    ": .*",
                                    ": "
                                            + List.of("12", "no", "3.0", "[]", "{}", "~")
                                                    .get(random.nextInt(6))));
                case 3 -> lines.set(at, line.replaceFirst("([a-z]+):", "x$1:"));
                case 4 -> lines.add(at, line);
                default -> lines.set(at, line.replaceFirst(": .*", ": the same"));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static JsonNode json(Node node) {
        if (node instanceof Node.Mapping mapping) {
            var object = JSON.createObjectNode();
            mapping.entries().forEach(entry -> object.set(entry.key().text(), json(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            var array = JSON.createArrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        var scalar = (Node.Scalar) node;
        var factory = JSON.getNodeFactory();
        return switch (scalar.kind()) {
            case BOOLEAN -> factory.booleanNode(Scalars.isTrue(scalar));
            case INTEGER -> factory.numberNode((long) Scalars.number(scalar));
            case FLOAT -> factory.numberNode(Scalars.number(scalar));
            case NULL -> factory.nullNode();
            default -> factory.textNode(scalar.text());
        };
    }

    private static List<Violation> violations(Schemas.Subject subject, int version, String text) throws Refused {
        var root = Objects.requireNonNull(
                new YamlReader(Limits.DEFAULT).read(Leaves.bytes(text)).root());
        return SchemaCheck.violations(Schemas.of(subject, version).orElseThrow(), root);
    }
}

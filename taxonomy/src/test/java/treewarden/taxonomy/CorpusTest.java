package treewarden.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import treewarden.domain.CheckedLeaf;

/** Every file ever committed upstream, against what the reference validator said of it. Needs the shared data. */
class CorpusTest {
    private static final Path TAXONOMY =
            Path.of(System.getProperty("treewarden.shared", "")).resolve("taxonomy");
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_-]+)|\\[(\\d+)]");

    @ParameterizedTest
    @EnumSource(SchemaChoice.class)
    void s41EveryRealFileGetsTheVerdictOfTheReference(SchemaChoice choice) throws Exception {
        var expected = TAXONOMY.resolve("expected.jsonl");
        assumeTrue(Files.exists(expected));
        var validator = Validator.of(ValidationConfig.reference(choice));
        var json = new ObjectMapper();
        var wrong = new ArrayList<String>();
        var files = Files.readAllLines(expected);
        for (var line : files) {
            var row = json.readTree(line);
            var path = row.get("file").asText();
            var file = new LeafFile(path, Files.readAllBytes(TAXONOMY.resolve(path)));
            var verdict = row.get(choice == SchemaChoice.LATEST ? "latest" : "declared");
            wrong.addAll(differences(verdict, validator.check(file, Surroundings.UNKNOWN)));
        }
        assertThat(files).hasSize(489);
        assertThat(wrong).isEmpty();
    }

    private static List<String> differences(JsonNode verdict, CheckedLeaf checked) {
        var wrong = new ArrayList<String>();
        if (verdict.get("errors").asInt() > 0 != checked.errors() > 0
                || verdict.get("warnings").asInt() != checked.warnings()
                || verdict.get("version").asInt() != checked.version()) {
            wrong.add(checked.path() + ": " + verdict + " but " + checked.findings());
        }
        for (var message : verdict.get("messages")) {
            var text = message.get("message").asText();
            if (text.startsWith("[") && !hasFindingAtOrBelow(pointer(text.substring(1, text.indexOf("] "))), checked)) {
                wrong.add(checked.path() + ": no finding for " + text);
            }
            if (text.startsWith("trailing spaces")
                    && checked.findings().stream()
                            .noneMatch(f -> f.rule().equals("lint")
                                    && f.at().line() == message.get("line").asInt())) {
                wrong.add(checked.path() + ": no finding for " + message);
            }
        }
        return wrong;
    }

    private static boolean hasFindingAtOrBelow(String pointer, CheckedLeaf checked) {
        return checked.findings().stream()
                .anyMatch(f -> f.rule().equals("schema")
                        && (f.pointer().equals(pointer) || f.pointer().startsWith(pointer + "/")));
    }

    private static String pointer(String path) {
        var out = new StringBuilder();
        for (var step = STEP.matcher(path); step.find(); ) {
            out.append('/').append(step.group(1) != null ? step.group(1) : step.group(2));
        }
        return out.toString();
    }
}

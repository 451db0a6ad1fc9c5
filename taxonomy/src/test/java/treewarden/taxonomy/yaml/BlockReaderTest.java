package treewarden.taxonomy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.taxonomy.Leaves;
import treewarden.taxonomy.lint.LintShortcut;

/** The quick reader says what the parser says, or nothing. */
class BlockReaderTest {
    private static final String[] PIECES = {
        "\n",
        " ",
        "  ",
        ":",
        "- ",
        "#",
        "'",
        "\"",
        "|",
        ">",
        "\n\n",
        "---\n",
        "...\n",
        "\\",
        "\\n",
        "key: ",
        "[a, b]",
        "{a: b}",
        "~",
        "no",
        "12:30",
        "2020-01-01",
        "&a ",
        "*a",
        "!x ",
        "? ",
        ">-\n",
        "|+\n",
        "|2\n",
        "\t",
        "\r\n",
        "\u2028",
        "\uFEFF",
        "\u00e9",
        "\uD83C\uDF8A",
        "%",
        "@",
        "`",
        ",",
        "]",
        "}",
        " # c\n",
        "\\u0041",
        "\\\n",
        "''",
        "x",
        " # yamllint disable\n",
        "<<: ",
        "\\_",
        "\\0"
    };

    @Test
    void readsTheGoodLeavesByItself() throws Refused {
        assertThat(quick(Leaves.SKILL)).isNotNull();
        assertThat(quick(Leaves.KNOWLEDGE)).isNotNull();
        assertAgreement(Leaves.SKILL);
        assertAgreement(Leaves.KNOWLEDGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:\n- b\n- c\n",
                "a:\n  - b: c\n    d: e\n",
                "- - a\n  - b\n",
                "a: 'it''s'\n",
                "a: \"x\\\n  y\\n z\"\n",
                "a: >\n  b\n  c\n\n    d\n  e\n",
                "a: |+\n  b\n\n\nc: d\n",
                "a: |-\n\n  b\nc: d",
                "a: b\n  c\n\n  d\n",
                "a:\n  b\n",
                "a: # comment\n  b: c # more\n",
                "---\na: b\n",
                "a:\nb:\n",
                "-\n- \n",
                "a: \"\\U0001F38A\\xe9\"",
                "{\"a\": [1, true, null], \"b\": {}}",
                "a: [x.md, \"y\"]\n",
                "{\n  \"a\": 5,\n  \"b\": {\n    \"c\": true\n  }\n}\n",
                "a: >-\n\n  b\n  \n  c\n",
                "a:\n-  ",
                "a:  "
            })
    void readsWhatPeopleWrite(String text) throws Refused {
        assertThat(quick(text)).isNotNull();
        assertAgreement(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b: c", "a: &x b", "a: *x", "a: !x b", "\ta: b", "a: b\r\n", "a: |2\n    b\n", "? a\n: b",
                        "a: b\n c: d",
                "a: \"b", "a b: c", "a: b\n---\n", "%YAML 1.1\n---\na: b", "a: b\na: c", "1: b", "a: @b", "a: 'b' c",
                        "a"
            })
    void leavesWhatItDoesNotKnow(String text) throws Refused {
        assertThat(quick(text)).isNull();
    }

    @Property(tries = 300)
    void agreesOnLeavesThatWereTamperedWith(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int changes)
            throws Refused {
        var random = new Random(seed);
        var text = new StringBuilder(random.nextBoolean() ? Leaves.SKILL : Leaves.KNOWLEDGE);
        for (var i = 0; i < changes; i++) {
            tamper(text, random);
        }
        assertAgreement(text.toString());
    }

    @Test
    void agreesOnEveryRealFileAndNeedsTheParserForNone() throws Exception {
        var folder = Path.of(System.getProperty("treewarden.shared", "")).resolve("taxonomy/files");
        assumeTrue(Files.isDirectory(folder));
        for (var file : realFiles(folder)) {
            var text = Files.readString(file);
            assertThat(quick(text)).as(file.toString()).isNotNull();
            assertAgreement(text);
        }
    }

    private static List<Path> realFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("qna.yaml")).toList();
        }
    }

    private static void tamper(StringBuilder text, Random random) {
        var at = random.nextInt(text.length() + 1);
        var piece = PIECES[random.nextInt(PIECES.length)];
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, piece);
            case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
            case 2 -> {
                var lineBreak = text.indexOf("\n", at);
                text.insert(lineBreak < 0 ? text.length() : lineBreak + 1, piece);
            }
            default -> {
                var copy = text.substring(at, Math.min(text.length(), at + random.nextInt(60)));
                text.insert(random.nextInt(text.length() + 1), copy);
            }
        }
    }

    private static void assertAgreement(String text) throws Refused {
        var document = quick(text);
        if (document == null) {
            return;
        }
        var parsed = new EventReader(document.source(), Limits.DEFAULT).read();
        assertThat(document.root()).isEqualTo(parsed.root());
        assertThat(parsed.problems()).isEmpty();
        if (document.layout() == YamlDocument.Layout.REGULAR) {
            LintShortcut.assertAgreement(document);
        }
    }

    private static @Nullable YamlDocument quick(String text) throws Refused {
        return BlockReader.read(Source.of(Leaves.bytes(text)), Limits.DEFAULT);
    }
}

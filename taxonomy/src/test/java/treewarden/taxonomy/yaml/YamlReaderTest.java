package treewarden.taxonomy.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Position;

/** What the reader refuses, by the numbers of the security notes. */
class YamlReaderTest {
    private static final Limits LIMITS = Limits.DEFAULT;

    @Test
    void s23AGadgetIsRefusedAtItsTag() {
        var problem = refused("a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]");

        assertThat(problem.at()).isEqualTo(new Position(1, 4));
        assertThat(problem.message())
                .contains("javax.script.ScriptEngineManager")
                .contains("not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: !!binary aGk=", "a: !x y", "a: ! y", "!!map {a: b}", "- !!str x", "? !!str a\n: b"})
    void s25EveryTagIsRefused(String text) {
        assertThat(refused(text).message()).contains("tag");
    }

    @Test
    void s26ABillionLaughsAreRefusedAtTheFirstAnchor() {
        var text = new StringBuilder("a: &a [\"lol\"]\n");
        for (var c = 'b'; c <= 'j'; c++) {
            var before = (char) (c - 1);
            text.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + before + ",").repeat(8))
                    .append("*")
                    .append(before)
                    .append("]\n");
        }

        var problem = refused(text.toString());

        assertThat(problem.at()).isEqualTo(new Position(1, 4));
        assertThat(problem.message()).contains("\"&a\"");
    }

    @Test
    void s27FiftyAliasesAreRefusedLikeOne() {
        assertThat(refused("a: x\nb: *a\n").message()).contains("alias \"*a\"");
        assertThat(refused("a: [" + "*x, ".repeat(49) + "*x]").message()).contains("alias");
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 5_000, 250_000})
    void s29DeepNestingIsRefusedNamingTheLimit(int depth) {
        assertThat(refused("[".repeat(depth)).message()).contains("20 levels").contains("\"depth\"");
        assertThat(refused("[".repeat(depth) + "]".repeat(depth)).message()).contains("\"depth\"");
        assertThat(refused("- \n".repeat(3) + "- ".repeat(depth / 2) + "x").message())
                .contains("\"depth\"");
    }

    @Test
    void twentyLevelsAreReadAndTwentyOneAreNot() throws Refused {
        assertThat(read("[".repeat(20) + "]".repeat(20)).root()).isInstanceOf(Node.Sequence.class);
        assertThat(refused("[".repeat(21) + "]".repeat(21)).message()).contains("\"depth\"");
    }

    @Test
    void s30ARecursiveAliasIsRefused() {
        assertThat(refused("&a [*a]").message()).contains("anchor");
    }

    @Test
    void s31FourMebibytesAreRefusedBeforeTheyAreParsed() {
        var problem = refused("a: \"" + "x".repeat(4 << 20) + "\"");

        assertThat(problem.message()).isEqualTo("The file has 4,194,309 bytes; the limit \"bytes\" is 2,097,152.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: \"%s\"", "a: '%s'", "a: %s", "a: |\n  %s\n", "# %s\na: b", "\"%s\": b", "[%s]"})
    void aTextOfMoreThanHalfAMebibyteIsRefused(String form) {
        assertThat(refused(form.replace("%s", "x".repeat((512 << 10) + 1))).message())
                .contains("\"scalar\"");
    }

    @Test
    void aLongTextInShortLinesIsRefusedToo() {
        var lines = "  some words to fill a line with\n".repeat(20_000);

        assertThat(refused("a: |\n" + lines).message())
                .contains("524,288 bytes")
                .contains("\"scalar\"");
    }

    @Test
    void textThatIsLongOnlyAsBytesIsRefused() {
        assertThat(refused("a: |\n" + ("  " + "\u4e2d".repeat(1000) + "\n").repeat(200))
                        .message())
                .contains("\"scalar\"");
    }

    @Test
    void s33ThirtyThousandAnchorsAreRefusedAtTheFirst() {
        assertThat(refused("- &a x\n".repeat(30_000)).at()).isEqualTo(new Position(1, 3));
    }

    @Test
    void moreValuesThanTheLimitAreRefused() throws Refused {
        assertThat(read("- x\n".repeat(15_999)).root()).isInstanceOf(Node.Sequence.class);
        assertThat(refused("- x\n".repeat(16_000)).message())
                .contains("16,000 values")
                .contains("\"nodes\"");
        assertThat(refused("[" + "a, ".repeat(16_000) + "b]").message()).contains("\"nodes\"");
    }

    @Test
    void s34ARepeatedKeyIsAProblemAtItsSecondPlace() throws Refused {
        var document = read("version: 3\ncreated_by: a\nversion: 2\n");

        assertThat(document.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.at()).isEqualTo(new Position(3, 1));
            assertThat(problem.message()).contains("\"version\"").contains("line 1");
        });
    }

    @Test
    void aRepeatedKeyAmongManyIsFound() throws Refused {
        var text = new StringBuilder();
        for (var i = 0; i < 40; i++) {
            text.append("key_").append(i).append(": x\n");
        }

        assertThat(read(text + "key_7: x\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.at()).isEqualTo(new Position(41, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<<: {a: b}\n", "a: {<<: {b: c}}\n", "a: b\n<<: [{c: d}]\n"})
    void s35AMergeKeyIsAProblem(String text) throws Refused {
        assertThat(read(text).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("merge key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1: a", "yes: a", "~: a", "2020-01-01: a", "1.5: a"})
    void aKeyThatIsNoTextIsAProblem(String text) throws Refused {
        assertThat(read(text).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("not text"));
    }

    @Test
    void aListAsKeyIsRefused() {
        assertThat(refused("? [a, b]\n: c\n").message()).contains("key");
        assertThat(refused("{[a]: b}").message()).contains("key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "--- \n...\n"})
    void s37AnEmptyFileHasNoRootOrNothingInIt(String text) throws Refused {
        var root = read(text).root();

        if (root != null) {
            assertThat(root)
                    .isInstanceOfSatisfying(
                            Node.Scalar.class,
                            scalar -> assertThat(scalar.kind()).isEqualTo(ScalarKind.NULL));
        }
    }

    @Test
    void s38NulIsRefusedRawAndEscaped() throws Refused {
        assertThat(refused("a: x\nb: \0\n").message()).contains("U+0000");
        assertThat(refused("a: x\nb: \0\n").at()).isEqualTo(new Position(2, 4));
        assertThat(read("a: \"x\\0\"\n").problems()).hasSize(1);
        assertThat(read("a: \"x\\x00\"\n").problems()).hasSize(1);
    }

    @Test
    void s38HalfAPairIsRefusedAndAWholeOneIsRead() throws Refused {
        assertThat(read("a: \"\\ud83d\"\n").problems()).hasSize(1);
        assertThat(read("a: \"\\ude00\\ud83d\"\n").problems()).hasSize(1);
        assertThat(value(read("a: \"\\ud83d\\ude00\"\n"))).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void s38AByteOrderMarkIsTakenOff() throws Refused {
        var document = read("\uFEFFa: b\n");

        assertThat(document.source().isMarked()).isTrue();
        assertThat(value(document)).isEqualTo("b");
        assertThat(mapping(document).entries().get(0).key().at()).isEqualTo(new Position(1, 1));
    }

    @Test
    void s38Utf16IsRefused() {
        assertThat(refused("a: b\n".getBytes(StandardCharsets.UTF_16)).message())
                .contains("UTF-16");
        assertThat(refused("a: b\n".getBytes(StandardCharsets.UTF_16BE)).message())
                .contains("U+0000");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWhereTheyStand() {
        var problem = refused(new byte[] {'a', ':', '\n', ' ', (byte) 0xE4, 'x'});

        assertThat(problem.message()).contains("not UTF-8");
        assertThat(problem.at()).isEqualTo(new Position(2, 2));
    }

    @Test
    void aReplacementCharacterThatIsMeantIsRead() throws Refused {
        assertThat(value(read("a: \uFFFD"))).isEqualTo("\uFFFD");
    }

    @Test
    void aSyntaxErrorIsToldWithItsPlace() {
        var problem = refused("a: b\nc: d: e\n");

        assertThat(problem.at()).isEqualTo(new Position(2, 5));
        assertThat(problem.message()).contains("mapping values are not allowed here");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(refused("a: b\n---\nc: d\n").message()).contains("second document");
    }

    @Test
    void aDateThatIsNoneIsAProblemAndADateIsADate() throws Refused {
        assertThat(read("a: 2023-02-30\n").problems()).hasSize(1);
        assertThat(read("a: 2023-02-28\n").problems()).isEmpty();
    }

    @Test
    void columnsCountCodePoints() throws Refused {
        var items = ((Node.Sequence)
                        Objects.requireNonNull(read("[\"\uD83D\uDE00\", b]\n").root()))
                .items();

        assertThat(items.get(1).at()).isEqualTo(new Position(1, 7));
    }

    private static Node.Mapping mapping(YamlDocument document) {
        return (Node.Mapping) Objects.requireNonNull(document.root());
    }

    private static String value(YamlDocument document) {
        return ((Node.Scalar) mapping(document).entries().get(0).value()).text();
    }

    private static YamlDocument read(String text) throws Refused {
        return new YamlReader(LIMITS).read(text.getBytes(UTF_8));
    }

    private static Refused.Problem refused(String text) {
        return refused(text.getBytes(UTF_8));
    }

    private static Refused.Problem refused(byte[] bytes) {
        return catchThrowableOfType(Refused.class, () -> new YamlReader(LIMITS).read(bytes))
                .problem();
    }
}

package treewarden.sdg.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import treewarden.sdg.token.Tokens;

/** Whatever the document: no chunk is too long, nothing is lost, and the same comes out again. */
class ChunkerPropertiesTest {
    /** Counts as a model's tokenizer may: by words and their length, and parts have more together than alone. */
    private static final Tokens ODD = new Tokens() {
        @Override
        public int count(String text) {
            int tokens = 0;
            for (var word : text.split("\\s", -1)) {
                tokens += word.length() > 7 ? word.length() / 3 : 1;
            }
            return tokens + text.length() / 40;
        }

        @Override
        public boolean exact() {
            return true;
        }

        @Override
        public String words() {
            return "odd tokens";
        }
    };

    @Property(tries = 150)
    void noChunkIsTooLongAndNothingIsLost(
            @ForAll("documents") String text,
            @ForAll @IntRange(min = 32, max = 120) int longest,
            @ForAll("counters") Tokens tokens) {
        var chunker = new Chunker(tokens, new ChunkSettings(longest, 0));

        var chunks = chunker.chunks(text);

        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(tokens.count(chunk.text())).isLessThanOrEqualTo(longest));
        assertThat(chunks)
                .extracting(Chunk::number)
                .isEqualTo(IntStream.range(0, chunks.size()).boxed().toList());
        assertThat(chunker.chunks(text)).isEqualTo(chunks);
        assertThat(missing(
                        letters(text),
                        letters(String.join(
                                "\n", chunks.stream().map(Chunk::text).toList()))))
                .isEmpty();
    }

    @Property(tries = 100)
    void withAnOverlapNoChunkIsTooLongEither(
            @ForAll("documents") String text, @ForAll @IntRange(min = 1, max = 16) int overlap) {
        var chunks = new Chunker(ODD, new ChunkSettings(64, overlap)).chunks(text);

        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(ODD.count(chunk.text())).isLessThanOrEqualTo(64));
    }

    @Property(tries = 100)
    void anyTextHasChunks(@ForAll String text) {
        var chunks = new Chunker(Tokens.about(), new ChunkSettings(32, 4)).chunks(CleanText.of(text));

        assertThat(chunks.isEmpty()).isEqualTo(CleanText.of(text).isBlank());
    }

    /** What of the text, in its order, is not in the chunks; they may say more, headings and table heads again. */
    private static String missing(String text, String chunks) {
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            at = chunks.indexOf(text.charAt(i), at) + 1;
            if (at == 0) {
                return text.substring(i);
            }
        }
        return "";
    }

    /** Without the marks of code, and without white space of any script, which a cut may take the place of. */
    private static String letters(String text) {
        return text.codePoints()
                .filter(it -> !Character.isWhitespace(it) && it != '`' && it != '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Provide
    Arbitrary<Tokens> counters() {
        return Arbitraries.of(List.of(Tokens.about(), ODD));
    }

    @Provide
    Arbitrary<String> documents() {
        var word = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12);
        var sentence = word.list().ofMinSize(1).ofMaxSize(15).map(words -> String.join(" ", words) + ".");
        var paragraph = sentence.list().ofMinSize(1).ofMaxSize(8).map(all -> String.join(" ", all));
        var heading = Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        word.list().ofMinSize(1).ofMaxSize(20))
                .as((level, words) -> "#".repeat(level) + " " + String.join(" ", words));
        var table = Combinators.combine(word, word.list().ofMinSize(1).ofMaxSize(30))
                .as((head, cells) ->
                        "| " + head + " | b |\n| --- | --- |\n| " + String.join(" | x |\n| ", cells) + " | x |");
        var list = sentence.list().ofMinSize(1).ofMaxSize(20).map(items -> "- " + String.join("\n- ", items));
        var code =
                sentence.list().ofMinSize(1).ofMaxSize(20).map(lines -> "```\n" + String.join("\n", lines) + "\n```");
        var line = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(400)
                .map(text -> "x" + CleanText.of(text).replace("\n", ""));
        return Arbitraries.frequencyOf(
                        Tuple.of(4, paragraph),
                        Tuple.of(3, heading),
                        Tuple.of(1, table),
                        Tuple.of(1, list),
                        Tuple.of(1, code),
                        Tuple.of(1, line))
                .list()
                .ofMaxSize(12)
                .map(blocks -> String.join("\n\n", blocks));
    }
}

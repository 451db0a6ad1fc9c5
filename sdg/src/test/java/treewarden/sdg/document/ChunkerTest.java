package treewarden.sdg.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import treewarden.sdg.token.Tokens;

class ChunkerTest {
    private static List<String> chunks(int maxTokens, int overlap, String text) {
        return new Chunker(Tokens.about(), new ChunkSettings(maxTokens, overlap))
                .chunks(text).stream().map(Chunk::text).toList();
    }

    private static String sentences(String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "Sentence " + i + " of " + name + " says a little.")
                .collect(Collectors.joining(" "));
    }

    @Test
    void aShortDocumentIsOneChunkAsItStands() {
        var text = "# Phoenix\n\nA constellation.\n\n## Stars\n\nAnkaa.";

        assertThat(chunks(500, 0, text)).containsExactly(text);
        assertThat(chunks(500, 0, " \n\n")).isEmpty();
    }

    @Test
    void aChunkCarriesTheHeadingsAboveIt() {
        var chunks = chunks(
                100,
                0,
                "# Phoenix\n\n## Stars\n\n" + sentences("Ankaa", 8) + "\n\n## History\n\n" + sentences("Bayer", 8));

        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(0))
                .startsWith("# Phoenix\n\n## Stars\n\nSentence 1 of Ankaa")
                .endsWith("Sentence 8 of Ankaa says a little.");
        assertThat(chunks.get(1)).startsWith("# Phoenix\n\n## History\n\nSentence 1 of Bayer");
    }

    @Test
    void smallSectionsUnderOneHeadingShareAChunkAndLargeOnesDoNot() {
        var small = chunks(200, 0, "# A\n\n## B\n\nOne.\n\n## C\n\nTwo.\n\n# D\n\n" + sentences("D", 25));

        assertThat(small.get(0)).isEqualTo("# A\n\n## B\n\nOne.\n\n## C\n\nTwo.");
        assertThat(small.get(1)).startsWith("# D\n\nSentence 1");

        var large = chunks(200, 0, "# A\n\n" + sentences("A", 9) + "\n\n# B\n\n" + sentences("B", 9));

        assertThat(large).hasSize(2);
    }

    @Test
    void aLongSectionIsCutBetweenParagraphsIntoPartsOfAboutTheSameLength() {
        var section = IntStream.range(0, 6)
                .mapToObj(i -> sentences("paragraph " + i, 4))
                .collect(Collectors.joining("\n\n"));

        var chunks = chunks(160, 0, "# Title\n\n" + section);

        assertThat(chunks)
                .hasSizeBetween(2, 3)
                .allSatisfy(chunk -> assertThat(chunk)
                        .startsWith("# Title\n\nSentence 1 of paragraph")
                        .endsWith("says a little."));
        assertThat(chunks.stream().mapToInt(String::length).min().orElseThrow() * 2)
                .isGreaterThan(chunks.stream().mapToInt(String::length).max().orElseThrow());
    }

    @Test
    void aLongParagraphIsCutBetweenSentences() {
        var chunks = chunks(60, 0, sentences("x", 20));

        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk).startsWith("Sentence").endsWith("little."));
        assertThat(String.join(" ", chunks)).isEqualTo(sentences("x", 20));
    }

    @Test
    void abbreviationsAndNumbersEndNoSentence() {
        assertThat(Sentences.of(
                                "Dr. Smith et al. wrote it (cf. Fig. 3). See e.g. J. Doe! On 3. May 2.5 went.\n„Gut.“ 今日。明日")
                        .stream()
                        .map(Sentences.Sentence::text))
                .containsExactly(
                        "Dr. Smith et al. wrote it (cf. Fig. 3).",
                        "See e.g. J. Doe!",
                        "On 3. May 2.5 went.",
                        "„Gut.“",
                        "今日。",
                        "明日");
    }

    @Test
    void theNextChunkOfACutSectionBeginsWithTheLastSentencesOfTheOneBefore() {
        var chunks = chunks(60, 15, "# T\n\n" + sentences("x", 12));

        assertThat(chunks).hasSizeGreaterThan(2);
        for (int i = 1; i < chunks.size(); i++) {
            var before = chunks.get(i - 1);
            var last = before.substring(before.lastIndexOf("Sentence"));
            assertThat(chunks.get(i)).startsWith("# T\n\n" + last);
        }
    }

    @Test
    void aLongTableIsCutBetweenRowsUnderItsHead() {
        var table = "| Star | Magnitude |\n| --- | --- |\n"
                + IntStream.range(0, 40)
                        .mapToObj(i -> "| Star " + i + " | " + i + " |")
                        .collect(Collectors.joining("\n"));

        var chunks = chunks(100, 0, "# Stars\n\n" + table);

        assertThat(chunks)
                .hasSizeGreaterThan(2)
                .allSatisfy(chunk -> assertThat(chunk)
                        .startsWith("# Stars\n\n| Star | Magnitude |\n| --- | --- |\n| Star ")
                        .endsWith(" |"));
    }

    @Test
    void codeStaysWholeWhereItFitsAndInFencesWhereItDoesNot() {
        var code = "```py\n# no heading\n" + "print(1)\n".repeat(10) + "```";
        assertThat(chunks(100, 0, sentences("x", 12) + "\n\n" + code)).contains(code);

        var cut = chunks(60, 0, "```py\n# no heading\n" + "print(1)\n".repeat(60) + "```");

        assertThat(cut)
                .hasSizeGreaterThan(2)
                .allSatisfy(chunk -> assertThat(chunk).startsWith("```py\n").endsWith("\n```"));
    }

    @Test
    void aListIsCutBetweenItems() {
        var list = IntStream.range(0, 40)
                .mapToObj(i -> "- item " + i + ". It goes on")
                .collect(Collectors.joining("\n"));

        assertThat(chunks(60, 0, list))
                .hasSizeGreaterThan(2)
                .allSatisfy(chunk -> assertThat(chunk).startsWith("- item").endsWith("on"));
    }

    @Test
    void aLineOfTenMegabytesIsCutInLinearTime() {
        var counted = new AtomicLong();
        var tokens = new Tokens() {
            @Override
            public int count(String text) {
                counted.addAndGet(text.length());
                return Tokens.about().count(text);
            }

            @Override
            public boolean exact() {
                return false;
            }

            @Override
            public String words() {
                return "tokens";
            }
        };
        for (var line :
                List.of("x".repeat(10 << 20), "word ".repeat(400_000), ".".repeat(2_000_000), "a. ".repeat(700_000))) {
            counted.set(0);
            var chunks = new Chunker(tokens, ChunkSettings.USUAL).chunks(line);

            assertThat(chunks.size()).isBetween(line.length() / 2_000, line.length() / 800);
            assertThat(counted.get()).isLessThan(8L * line.length());
        }
    }
}

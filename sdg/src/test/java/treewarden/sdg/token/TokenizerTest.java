package treewarden.sdg.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
    /** Knows two words, and cuts what is not a letter off words. */
    private static final String JSON = """
            {"version": "1.0", "truncation": {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0},
             "padding": null, "normalizer": null, "post_processor": null, "decoder": null,
             "added_tokens": [{"id": 3, "content": "<|end|>", "single_word": false, "lstrip": false, "rstrip": false,
                               "normalized": false, "special": true}],
             "pre_tokenizer": {"type": "Whitespace"},
             "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "hello": 1, "world": 2, "<|end|>": 3}, "unk_token": "[UNK]"}}
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeAll
    static void nativesStayInTheBuildFolder() {
        System.setProperty(
                "DJL_CACHE_DIR", Path.of("target", "djl").toAbsolutePath().toString());
    }

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("tokenizer.json"), JSON);
    }

    @Test
    void aModelsTokensAreCountedAsTheModelDoes() {
        try (var tokens = Tokenizer.at(file)) {
            assertThat(tokens.count("")).isZero();
            assertThat(tokens.count("hello world, hello")).isEqualTo(4);
            assertThat(tokens.count("hello <|end|>")).isEqualTo(2);
            assertThat(tokens.exact()).isTrue();
            assertThat(tokens.words()).startsWith("tokens of ").endsWith("tokenizer.json");
        }
        try (var tokens = Tokenizer.at(folder)) {
            assertThat(tokens.count("hello")).isEqualTo(1);
        }
    }

    @Test
    void aLongTextIsCountedToItsEnd() {
        try (var tokens = Tokenizer.at(file)) {
            assertThat(tokens.count("hello ".repeat(20_000))).isEqualTo(20_000);
        }
    }

    @Test
    void textThatIsNotWellFormedIsCountedAllTheSame() {
        try (var tokens = Tokenizer.at(file)) {
            assertThat(tokens.count("hello \ud83d\ude00 \u0000 world")).isPositive();
        }
    }

    @Test
    void aTokenizerThatCannotBeUsedSaysWhichFileToName() throws IOException {
        assertThatThrownBy(() -> Tokenizer.at(folder.resolve("none.json")))
                .isInstanceOf(UnusableTokenizer.class)
                .hasMessageContaining("there is no tokenizer at")
                .hasMessageContaining("name the tokenizer.json");
        Files.writeString(file, "{\"model\": 3}");
        assertThatThrownBy(() -> Tokenizer.at(file))
                .isInstanceOf(UnusableTokenizer.class)
                .hasMessageContaining("cannot be used as a tokenizer");
    }

    @Test
    void withoutATokenizerCharactersOverFourAreCounted() {
        assertThat(Tokens.about().count("")).isZero();
        assertThat(Tokens.about().count("five!")).isEqualTo(2);
        assertThat(Tokens.about().exact()).isFalse();
        assertThat(Tokens.about().words()).contains("about");
    }
}

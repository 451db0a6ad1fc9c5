package treewarden.taxonomy.rules;

/** How much text is, without a tokenizer. */
final class Tokens {
    /** What tokenizers come to for English, on the average. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private Tokens() {}

    /** About how many tokens: characters over four. */
    static int about(String text) {
        return (text.codePointCount(0, text.length()) + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }

    /** How many runs of characters that are no white space. */
    static int words(String text) {
        var words = 0;
        var inWord = false;
        for (var i = 0; i < text.length(); i++) {
            var isSpace = Character.isWhitespace(text.charAt(i));
            words += !isSpace && !inWord ? 1 : 0;
            inWord = !isSpace;
        }
        return words;
    }
}

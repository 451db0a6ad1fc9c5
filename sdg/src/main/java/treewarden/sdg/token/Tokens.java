package treewarden.sdg.token;

/** Counts the tokens of a text. Safe to use from several threads. */
public interface Tokens {
    /** Tokens of the text, without the special ones that a model puts around it. */
    int count(String text);

    /** Whether the count is the model's own. */
    boolean exact();

    /** What is counted, for a message: {@code tokens of granite/tokenizer.json}. */
    String words();

    /** Characters over four, rounded up: near enough for English, and too few for most other languages. */
    static Tokens about() {
        return CharactersOverFour.INSTANCE;
    }
}

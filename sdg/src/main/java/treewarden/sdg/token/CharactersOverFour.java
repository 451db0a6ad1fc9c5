package treewarden.sdg.token;

/** Where no tokenizer is configured. */
enum CharactersOverFour implements Tokens {
    INSTANCE;

    @Override
    public int count(String text) {
        return (text.length() + 3) / 4;
    }

    @Override
    public boolean exact() {
        return false;
    }

    @Override
    public String words() {
        return "tokens, about (characters over four)";
    }
}

package treewarden.sandbox.github;

/** An account. Bots have logins such as {@code treewarden[bot]}. */
public record Person(long id, String login, Kind kind, String name) {

    /** What kind of account it is, with GitHub's word. */
    public enum Kind {
        USER("User"),
        BOT("Bot"),
        ORGANIZATION("Organization");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** The address that GitHub gives to commits of people who keep theirs private. */
    String email() {
        return id + "+" + login + "@users.noreply.github.com";
    }
}

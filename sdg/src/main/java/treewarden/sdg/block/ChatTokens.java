package treewarden.sdg.block;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The signs by which servers tell the roles of a conversation apart, such as {@code <|im_end|>}. Many servers read them
 * as signs also where they stand inside a message, so that a text with one in it could speak in another role.
 */
public final class ChatTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "(<)(\\|[^|<>\\n]{1,60}\\|>|/?s>|</?SYS>>|(?:start|end)_of_turn>|(?:bos|eos|pad)>)|(\\[)(/?INST\\])",
            Pattern.CASE_INSENSITIVE);

    private ChatTokens() {}

    /** The first of them in the text. */
    public static Optional<String> first(String text) {
        var token = TOKEN.matcher(text);
        return token.find() ? Optional.of(token.group()) : Optional.empty();
    }

    /** The text with a space inside each of them: readable as before, and no sign any more. */
    static String asText(String text) {
        return TOKEN.matcher(text).replaceAll("$1$3 $2$4");
    }
}

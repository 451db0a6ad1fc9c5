package treewarden.sdg.block;

import java.util.regex.Pattern;

/**
 * The signs by which servers tell the roles of a conversation apart, such as {@code <|im_end|>}. Many servers read them
 * as signs also where they stand inside a message, so that a text with one in it could speak in another role.
 */
final class ChatTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "(<)(\\|[^|<>\\n]{1,60}\\|>|/?s>|</?SYS>>|(?:start|end)_of_turn>|(?:bos|eos|pad)>)|(\\[)(/?INST\\])",
            Pattern.CASE_INSENSITIVE);

    private ChatTokens() {}

    /** The text with a space inside each of them: readable as before, and no sign any more. */
    static String asText(String text) {
        return TOKEN.matcher(text).replaceAll("$1$3 $2$4");
    }
}

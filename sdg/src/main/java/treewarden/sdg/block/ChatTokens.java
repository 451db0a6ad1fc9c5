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
        int at = next(text, 0);
        if (at == text.length()) {
            return text;
        }
        var token = TOKEN.matcher(text);
        var out = new StringBuilder(text.length() + 16);
        int done = 0;
        while (at < text.length()) {
            // Looked for only where one can begin: long documents are read for each of their prompts.
            if (token.region(at, text.length()).lookingAt()) {
                out.append(text, done, at + 1).append(' ');
                done = at + 1;
                at = token.end();
            } else {
                at++;
            }
            at = next(text, at);
        }
        return out.append(text, done, text.length()).toString();
    }

    /** Where the next one can begin. */
    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '<' && text.charAt(at) != '[') {
            at++;
        }
        return at;
    }
}

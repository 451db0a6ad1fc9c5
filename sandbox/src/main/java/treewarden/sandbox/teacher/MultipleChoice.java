package treewarden.sandbox.teacher;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Questions with four choices, phrases of the document, one of which counts as right. */
final class MultipleChoice {
    private static final String LETTERS = "ABCD";

    private MultipleChoice() {}

    static List<String> questions(Prompt prompt, long hash, List<String> questions) {
        var written = new ArrayList<String>();
        for (int number = 0; number < questions.size(); number++) {
            var text = new StringBuilder(questions.get(number)).append('\n');
            var choices = choices(prompt, hash + number);
            for (int i = 0; i < LETTERS.length(); i++) {
                text.append('\n').append(LETTERS.charAt(i)).append(") ").append(choices.get(i));
            }
            written.add(text.toString());
        }
        return written;
    }

    static List<String> answers(Prompt prompt, long hash, List<String> questions) {
        var written = new ArrayList<String>();
        for (int number = 0; number < questions.size(); number++) {
            int right = Math.floorMod((hash + number) >>> 11, LETTERS.length());
            written.add(LETTERS.charAt(right) + ") "
                    + choices(prompt, hash + number).get(right));
        }
        return written;
    }

    private static List<String> choices(Prompt prompt, long hash) {
        var phrases = KeyPhrases.of(prompt.given().orElseGet(prompt::content));
        var choices = new LinkedHashSet<String>();
        for (int i = 0; i < phrases.size() && choices.size() < LETTERS.length(); i++) {
            choices.add(phrases.get(Math.floorMod(hash + i, phrases.size())).toLowerCase(Locale.ROOT));
        }
        for (int i = 1; choices.size() < LETTERS.length(); i++) {
            choices.add("none of these " + i);
        }
        return List.copyOf(choices);
    }
}

package treewarden.sdg.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A question with four choices, one of which is right.
 *
 * @param question without the choices
 * @param choices A to D, without their letters
 * @param answer the letter of the right one
 */
public record MultipleChoice(String question, List<String> choices, char answer) {
    private static final String LETTERS = "ABCD";

    /** A letter with a bracket or a dot after it, where a line begins. */
    private static final Pattern CHOICE =
            Pattern.compile("(?m)^[\\s*_-]*\\(?(?<letter>[A-Z])[).][*_]*[ \\t]+(?<text>\\S.*)$");

    private static final Pattern ANSWER =
            Pattern.compile("\\A[\\s*_]*\\(?(?<letter>[A-Z])(?:[).:*_\\s].*)?\\z", Pattern.DOTALL);

    /** No question or choice of a sound one is longer, in characters. */
    private static final int LONGEST = 20_000;

    public MultipleChoice {
        choices = List.copyOf(choices);
    }

    /** Its place among the choices, from 0. */
    public int answerIndex() {
        return LETTERS.indexOf(answer);
    }

    /**
     * What a teacher wrote, taken apart.
     *
     * @param question the question, with its choices a line each: {@code A) ...}
     * @param answer begins with the letter of the right choice
     * @return empty where there are not exactly the choices A to D, all different, or the answer is none of them
     */
    public static Optional<MultipleChoice> of(String question, String answer) {
        if (question.length() > LONGEST) {
            return Optional.empty();
        }
        var choices = new ArrayList<String>();
        var different = new HashSet<String>();
        var found = CHOICE.matcher(question);
        int end = -1;
        while (found.find()) {
            end = end < 0 ? found.start() : end;
            var text = found.group("text").strip();
            boolean next = choices.size() < LETTERS.length()
                    && found.group("letter").charAt(0) == LETTERS.charAt(choices.size());
            if (!next || !different.add(text.toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            choices.add(text);
        }
        var letter = ANSWER.matcher(answer.strip());
        var asked = end < 0 ? "" : question.substring(0, end).strip();
        return choices.size() == LETTERS.length()
                        && !asked.isEmpty()
                        && letter.matches()
                        && LETTERS.contains(letter.group("letter"))
                ? Optional.of(new MultipleChoice(
                        asked, choices, letter.group("letter").charAt(0)))
                : Optional.empty();
    }
}

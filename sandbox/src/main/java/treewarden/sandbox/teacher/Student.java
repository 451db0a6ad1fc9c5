package treewarden.sandbox.teacher;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The model that is trained: it answers what it has learnt as it learnt it, reads what it is given, and says plainly where
 * it knows nothing.
 */
final class Student {
    private final Map<String, String> learnt = new ConcurrentHashMap<>();

    void learn(String question, String answer) {
        learnt.put(question.strip(), answer.strip());
    }

    /** A prompt is a question, with what it is about before it where there is anything. */
    String answer(String prompt) {
        var text = prompt.strip();
        return known(text).orElseGet(() -> {
            int end = text.lastIndexOf("\n\n");
            return end < 0 ? unknown(text) : Writer.answer(text.substring(end).strip(), text.substring(0, end));
        });
    }

    /** Where the learnt answer begins with which a text ends; its length where it ends with none. */
    int knownFrom(String text) {
        return learnt.values().stream()
                .filter(answer -> text.endsWith(" " + answer))
                .mapToInt(answer -> text.length() - answer.length())
                .min()
                .orElse(text.length());
    }

    private Optional<String> known(String text) {
        var alone = learnt.get(text);
        return alone != null
                ? Optional.of(alone)
                : learnt.entrySet().stream()
                        .filter(one -> text.endsWith("\n" + one.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    private static String unknown(String question) {
        return "Stand-in student: nothing was learnt about \""
                + KeyPhrases.of(question).get(0) + "\" yet.";
    }
}

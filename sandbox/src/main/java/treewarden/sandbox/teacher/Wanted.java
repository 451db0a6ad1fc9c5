package treewarden.sandbox.teacher;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What kind of text a named part of an answer is, told from its name. */
enum Wanted {
    QUESTION,
    CONTEXT,
    ANSWER,
    REASON,
    VERDICT,
    TEXT;

    private static final Map<String, Wanted> BY_WORD = Map.ofEntries(
            Map.entry("question", QUESTION),
            Map.entry("instruction", QUESTION),
            Map.entry("query", QUESTION),
            Map.entry("context", CONTEXT),
            Map.entry("passage", CONTEXT),
            Map.entry("paragraph", CONTEXT),
            Map.entry("response", ANSWER),
            Map.entry("answer", ANSWER),
            Map.entry("evaluation", REASON),
            Map.entry("explanation", REASON),
            Map.entry("feedback", REASON),
            Map.entry("reason", REASON),
            Map.entry("critique", REASON),
            Map.entry("score", VERDICT),
            Map.entry("rating", VERDICT),
            Map.entry("judg", VERDICT),
            Map.entry("verdict", VERDICT),
            Map.entry("grade", VERDICT));

    private static final Pattern COUNT = Pattern.compile(
            "\\b(\\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\\s+(?:[\\p{L}-]+,?\\s+){0,6}?"
                    + "(?:questions?|contexts?|passages?|paragraphs?|instructions?|pairs?|items?|tasks?|fragen?)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, Integer> NUMBERS =
            Map.of("two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "seven", 7, "eight", 8, "nine", 9, "ten", 10);

    /** More items than this are not made for one request. */
    private static final int MOST = 200;

    static Wanted of(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return BY_WORD.entrySet().stream()
                .filter(entry -> lower.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(TEXT);
    }

    /** How many items the instructions ask for, such as 5 in "write 5 diverse questions". */
    static int count(String instructions, int otherwise) {
        var found = COUNT.matcher(instructions);
        if (!found.find()) {
            return otherwise;
        }
        var word = found.group(1).toLowerCase(Locale.ROOT);
        int number = NUMBERS.containsKey(word) ? NUMBERS.get(word) : Integer.parseInt(word);
        return Math.max(1, Math.min(number, MOST));
    }
}

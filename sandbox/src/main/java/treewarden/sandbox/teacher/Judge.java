package treewarden.sandbox.teacher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges by the hash of the prompt: about one in eight is bad, with a reason that fits what is judged. */
final class Judge {

    /** One of this many is rejected. */
    private static final int ONE_BAD_IN = 8;

    private static final int NEAR = 100;

    private static final Pattern SCALE_WORD =
            Pattern.compile("scor|scale|rating|\\brate\\b|points?\\b|grade|judg", Pattern.CASE_INSENSITIVE);

    private static final Pattern RANGE = Pattern.compile(
            "\\b(\\d{1,2})\\b(?:\\s*(?:-|–|/|,|to|or|and|bis|oder|und)\\s*\\b(?:(?:or|and|oder|und)\\s+)?(\\d{1,2})\\b)+"
                    + "(?!\\s*(?:sentence|word|question|paragraph|token|item|pair|example))");

    private static final Pattern MOST = Pattern.compile("maximum (?:possible )?score of (\\d{1,2})");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static final Pattern YES_NO = Pattern.compile("\\bYES\\b.*\\bNO\\b|\\bNO\\b.*\\bYES\\b", Pattern.DOTALL);

    private static final List<String> BAD_QUESTIONS = List.of(
            "the question on %s asks for several things at once",
            "the question cannot be understood without knowing more about %s",
            "the question repeats what the example on %s has asked already",
            "the question needs more than text to be answered");

    private static final List<String> BAD_ANSWERS = List.of(
            "the answer speaks of %s but leaves the question itself open",
            "the answer is too short to be of use to someone who asks about %s",
            "the answer adds something on %s that nothing supports");

    private static final List<String> BAD_FAITH =
            List.of("the document does not say this of %s", "the answer goes beyond what the document says of %s");

    private final Prompt prompt;
    private final long hash;
    private final String topic;
    private final Optional<Comparison> compared;

    Judge(Prompt prompt, long hash) {
        this.prompt = prompt;
        this.hash = hash;
        var about = prompt.last("question", "query").orElseGet(prompt::content);
        this.topic = KeyPhrases.of(about).get(0);
        this.compared = Comparison.in(prompt);
    }

    boolean isGood() {
        return goodness() >= 0.5;
    }

    /** From 0 to 1: by comparison where there is something to compare with, else good or bad by the hash. */
    double goodness() {
        return compared.map(Comparison::goodness)
                .orElseGet(() -> Math.floorMod(hash >>> 17, (long) ONE_BAD_IN) == 0 ? 0.0 : 1.0);
    }

    String reason() {
        if (compared.isPresent()) {
            return compared.get().reason();
        }
        boolean answer = prompt.last("response", "answer").isPresent();
        if (isGood()) {
            return "By the stand-in's rules: "
                    + (answer
                            ? "the answer keeps to the question on " + topic + " and is complete."
                            : "the question is clear, in plain English and on the topic of " + topic + ".");
        }
        var reasons = !answer ? BAD_QUESTIONS : prompt.last("document").isPresent() ? BAD_FAITH : BAD_ANSWERS;
        var chosen = reasons.get((int) Math.floorMod(hash >>> 23, (long) reasons.size()));
        return "By the stand-in's rules: " + String.format(chosen, topic) + ".";
    }

    /**
     * The verdict in the scale that the prompt names, in the verdict's own tags or in its words: yes or no, or a number;
     * 0 or 1 where it names none.
     */
    String verdict() {
        var hint = prompt.outputs().stream()
                .filter(output -> output.kind() == Wanted.VERDICT)
                .map(Prompt.Output::hint)
                .findFirst()
                .orElse("");
        if (YES_NO.matcher(hint).find()) {
            return isGood() ? "YES" : "NO";
        }
        var inHint = RANGE.matcher(hint);
        return number(inHint.find() ? numbers(inHint.group()) : scale());
    }

    private String number(List<Integer> scale) {
        if (scale.isEmpty()) {
            boolean words = YES_NO.matcher(prompt.instructions()).find();
            return isGood() ? (words ? "YES" : "1") : (words ? "NO" : "0");
        }
        int least = scale.get(0);
        int most = scale.get(scale.size() - 1);
        if (compared.isPresent()) {
            return Long.toString(least + Math.round(goodness() * (most - least)));
        }
        if (!isGood()) {
            return Integer.toString(least);
        }
        // On a scale such as 1 to 3 the middle is good as well, so a third of the good ones get it.
        boolean middling = least > 0 && most - least > 1 && Math.floorMod(hash >>> 31, 3L) == 0;
        return Integer.toString(middling ? most - 1 : most);
    }

    private static List<Integer> numbers(String range) {
        return NUMBER.matcher(range)
                .results()
                .map(number -> Integer.valueOf(number.group()))
                .sorted()
                .toList();
    }

    /** The numbers of the range that stands nearest to a word such as score or scale, in order; none when there is none. */
    private List<Integer> scale() {
        var most = MOST.matcher(prompt.instructions());
        if (most.find()) {
            return List.of(0, Integer.valueOf(most.group(1)));
        }
        record Found(int distance, List<Integer> numbers) {}
        var words = new ArrayList<Integer>();
        for (var word = SCALE_WORD.matcher(prompt.instructions()); word.find(); ) {
            words.add(word.start());
        }
        var found = new ArrayList<Found>();
        for (var range = RANGE.matcher(prompt.instructions()); range.find(); ) {
            int at = range.start();
            int distance =
                    words.stream().mapToInt(word -> Math.abs(word - at)).min().orElse(Integer.MAX_VALUE);
            if (distance <= NEAR) {
                found.add(new Found(distance, numbers(range.group())));
            }
        }
        return found.stream()
                .min(Comparator.comparingInt(Found::distance))
                .map(Found::numbers)
                .orElse(List.of());
    }
}

package treewarden.sandbox.teacher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes questions, contexts and answers over the phrases of a prompt's content. */
final class Writer {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n\\s*\\n");

    private static final List<String> ABOUT_ONE = List.of(
            "What should a beginner know about %s?",
            "How would you explain %s to a friend in two sentences?",
            "Which mistakes are common with %s, and how are they avoided?",
            "Why does %s matter in everyday life?",
            "When is %s the wrong choice?",
            "What is the shortest correct definition of %s?",
            "Which steps lead from nothing to %s?",
            "What would change if %s did not exist?",
            "Give three facts about %s that surprise most people.",
            "Compare two ways of thinking about %s.",
            "What question about %s is asked most often, and what is the answer?",
            "Describe %s to someone who has only a minute.",
            "Which example shows best what %s means?",
            "How can you tell that %s has been understood?",
            "What comes before %s, and what follows it?",
            "List the parts of %s in the order in which they are needed.",
            "Write a short riddle whose solution is %s.",
            "Which tools help with %s?",
            "Correct this statement: %s is always the same.",
            "Summarise %s in one sentence of at most fifteen words.");

    private static final List<String> ABOUT_TWO = List.of(
            "How does %s relate to %s?",
            "What do %s and %s have in common?",
            "Which is easier to explain, %s or %s, and why?",
            "Can there be %s without %s?");

    private static final List<String> CONTEXT_SENTENCES = List.of(
            "In our last meeting we spoke at length about %s.",
            "A neighbour asked me about %s the other day, and I wrote down what I know.",
            "The notes begin with %s and end with a list of open points.",
            "Most of the work went into %s; the rest was done in an afternoon.",
            "Nobody was sure about %s at first, so it was looked up twice.",
            "For %s there were three suggestions, of which the second was taken.",
            "It was agreed to come back to %s next week.",
            "What surprised everyone was %s.");

    private final List<String> phrases;
    private final Random random;

    Writer(String content, long seed) {
        this.phrases = KeyPhrases.of(content);
        this.random = new Random(seed);
    }

    /** So many different questions. */
    List<String> questions(int count) {
        var found = new LinkedHashSet<String>();
        for (int tries = 0; found.size() < count; tries++) {
            var question =
                    tries % 5 == 4 && phrases.size() > 1 ? aboutTwo() : String.format(any(ABOUT_ONE), any(phrases));
            // When the ways to ask are used up, the same is asked for another listener.
            found.add(tries < 20 * count ? question : question + " Answer for listener " + tries + ".");
        }
        return List.copyOf(found);
    }

    private String aboutTwo() {
        int first = random.nextInt(phrases.size());
        int second = (first + 1 + random.nextInt(phrases.size() - 1)) % phrases.size();
        return String.format(any(ABOUT_TWO), phrases.get(first), phrases.get(second));
    }

    /** So many different short texts in the manner of notes. */
    List<String> contexts(int count) {
        var found = new LinkedHashSet<String>();
        while (found.size() < count) {
            var sentences = new ArrayList<String>();
            var left = new ArrayList<>(CONTEXT_SENTENCES);
            for (int i = 0; i < 4; i++) {
                sentences.add(String.format(left.remove(random.nextInt(left.size())), any(phrases)));
            }
            var context = String.join(" ", sentences);
            found.add(found.contains(context) ? context + " This is note " + (found.size() + 1) + "." : context);
        }
        return List.copyOf(found);
    }

    /** An answer to a question: the sentences of the source that share most words with it, or one made of the phrases. */
    static String answer(String question, String source) {
        var asked = words(question);
        var best = sentences(source).stream()
                .filter(sentence -> !sentence.endsWith("?"))
                .sorted(Comparator.comparingLong((String sentence) -> -shared(asked, sentence)))
                .limit(2)
                .filter(sentence -> shared(asked, sentence) > 0)
                .toList();
        if (!best.isEmpty()) {
            return "Stand-in answer: " + String.join(" ", best);
        }
        var phrases = KeyPhrases.of(question);
        return "Stand-in answer: it comes down to " + phrases.get(0)
                + (phrases.size() > 1 ? ", together with " + phrases.get(1) : "")
                + ". Begin with what is known for certain, name what is not, and give one example.";
    }

    private static long shared(Set<String> asked, String sentence) {
        return words(sentence).stream().filter(asked::contains).count();
    }

    private static Set<String> words(String text) {
        var words = new HashSet<String>();
        KeyPhrases.of(text)
                .forEach(phrase ->
                        words.addAll(List.of(phrase.toLowerCase(Locale.ROOT).split(" "))));
        return words;
    }

    static List<String> sentences(String text) {
        return SENTENCE_END
                .splitAsStream(text.strip())
                .map(sentence -> sentence.replaceAll("\\s+", " ").strip())
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}

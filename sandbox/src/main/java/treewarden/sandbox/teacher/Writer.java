package treewarden.sandbox.teacher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes questions, contexts and answers out of what a prompt holds. It knows no grammar, so it only puts whole sentences
 * beside one another, and phrases in quotation marks: the result reads well whatever the topic.
 */
final class Writer {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n\\s*\\n");

    /** A longer example question is not repeated within new ones. */
    private static final int LONGEST_SEED = 400;

    /** Another way to ask what the example asks. */
    private static final List<String> AROUND_THE_SEED = List.of(
            "%s Answer in one sentence.",
            "%s Explain it to a child of ten.",
            "%s Give one example from everyday life.",
            "%s Name the most common mistake as well.",
            "%s Say it in two different ways.",
            "%s Begin with the most important point.",
            "%s Tell it as a short story of three sentences.",
            "%s Use no word of more than three syllables.",
            "%s Compare it with the opposite case.",
            "%s Answer for someone who is in a hurry.",
            "%s Say how sure the answer is, and why.",
            "%s Put the answer into a list of three points.",
            "A friend asks you: %s What do you say?",
            "Your teacher wants to know: %s Answer politely.",
            "Think of a newcomer who asks this: %s Which words would you avoid?");

    private static final List<String> ABOUT_A_PHRASE = List.of(
            "What is meant by \"%s\"?",
            "What should a beginner know about \"%s\"?",
            "How would you explain \"%s\" to a friend in two sentences?",
            "Which example shows best what \"%s\" means?",
            "What is said about \"%s\", and what follows from it?",
            "Which detail on \"%s\" is easily overlooked?",
            "Summarise in one sentence what is known of \"%s\".",
            "Why does \"%s\" matter here?",
            "What would be different without \"%s\"?",
            "Which question on \"%s\" comes next?");

    private static final List<String> ABOUT_TWO_PHRASES = List.of(
            "How does \"%s\" belong together with \"%s\"?",
            "What do \"%s\" and \"%s\" have in common?", "Which is mentioned for a better reason, \"%s\" or \"%s\"?");

    private static final List<String> OPENINGS = List.of(
            "Notes of the second day.",
            "This was written down a week later.",
            "Here is what a colleague remembers.",
            "Another group had the same subject.",
            "The record begins in the middle.");

    private static final List<String> CLOSINGS = List.of(
            "Somebody asked what \"%s\" stood for, and it was explained.",
            "For \"%s\" there were three suggestions, of which the second was taken.",
            "It was agreed to come back to \"%s\" next week.",
            "Last of all, \"%s\" was put on the list.");

    private final String material;
    private final Optional<String> seedQuestion;
    private final List<String> phrases;
    private final Random random;

    Writer(String material, Optional<String> seedQuestion, long seed) {
        this.material = material;
        this.seedQuestion = seedQuestion
                .map(question -> question.replaceAll("\\s+", " ").strip())
                .filter(question -> !question.isEmpty() && question.length() <= LONGEST_SEED);
        this.phrases = KeyPhrases.of(material);
        this.random = new Random(seed);
    }

    /** So many different questions. */
    List<String> questions(int count) {
        var found = new LinkedHashSet<String>();
        for (int tries = 0; found.size() < count; tries++) {
            var question = question(tries);
            // When the ways to ask are used up, the same is asked for another listener.
            found.add(tries < 20 * count ? question : question + " Answer for listener " + tries + ".");
        }
        return List.copyOf(found);
    }

    private String question(int number) {
        if (seedQuestion.isPresent() && number % 3 != 2) {
            return String.format(any(AROUND_THE_SEED), seedQuestion.get());
        }
        if (number % 5 == 4 && phrases.size() > 1) {
            int first = random.nextInt(phrases.size());
            int second = (first + 1 + random.nextInt(phrases.size() - 1)) % phrases.size();
            return String.format(any(ABOUT_TWO_PHRASES), phrases.get(first), phrases.get(second));
        }
        return String.format(any(ABOUT_A_PHRASE), phrase());
    }

    /** So many different short texts: sentences of the example in another order, between an opening and a closing. */
    List<String> contexts(int count) {
        var found = new LinkedHashSet<String>();
        while (found.size() < count) {
            var sentences = new ArrayList<>(sentences(material));
            Collections.shuffle(sentences, random);
            var parts = new ArrayList<String>();
            parts.add(any(OPENINGS));
            parts.addAll(sentences.subList(0, Math.min(4, sentences.size())));
            parts.add(String.format(any(CLOSINGS), phrase()));
            var context = String.join(" ", parts);
            found.add(found.contains(context) ? context + " This is note " + (found.size() + 1) + "." : context);
        }
        return List.copyOf(found);
    }

    /** An answer to a question: the sentences of the source that share most words with it, or words of the question. */
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
        return "Stand-in answer: this is about \"" + phrases.get(0) + "\""
                + (phrases.size() > 1 ? " and \"" + phrases.get(1) + "\"" : "")
                + ". A trained teacher would answer in full here; the stand-in only names the words of the question.";
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

    /** One of the phrases; those at the front say more, so they come up more often. */
    private String phrase() {
        double place = random.nextDouble();
        return phrases.get((int) (phrases.size() * place * place));
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}

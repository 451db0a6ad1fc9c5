package treewarden.sdg.quality;

import java.lang.Character.UnicodeScript;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the language of a text by its small words or by its script, and says so when it cannot: of a name, a formula, a
 * line of code, or two languages side by side.
 */
final class Tongues {
    /** What a text must have to be told: words, and different small words of the language among them. */
    private record Fewest(int words, int small) {}

    /** A row hangs on it. */
    private static final Fewest ENOUGH = new Fewest(12, 4);

    /** Of a seed example, which only allows a language. */
    private static final Fewest FEW = new Fewest(4, 2);

    /** The share of small words that prose has in its own language; measured on seed examples, it is seldom lower. */
    private static final double SHARE = 0.22;

    /** Another language's share is at most this part of it: languages that are kin have small words in common. */
    private static final double KIN = 0.5;

    private static final int LETTERS = 12;

    /** By the hash of a small word its number, by which there is a bit for each language that has it. */
    private static final ExactIndex SMALL_WORDS = new ExactIndex();

    private static final int[] TONGUES;

    private static final Map<UnicodeScript, Tongue> SCRIPTS = new EnumMap<>(UnicodeScript.class);

    static {
        var tongues = new HashMap<Long, Integer>();
        for (var tongue : Tongue.values()) {
            for (var word : tongue.smallWords()) {
                tongues.merge(Words.of(word).hash(0), 1 << tongue.ordinal(), (a, b) -> a | b);
            }
            tongue.scripts().forEach(script -> SCRIPTS.put(script, tongue));
        }
        TONGUES = new int[tongues.size()];
        int number = 0;
        for (var word : tongues.entrySet()) {
            SMALL_WORDS.add(word.getKey(), number);
            TONGUES[number++] = word.getValue();
        }
    }

    private Tongues() {}

    /** The language that the text is surely in, and in none of those that are allowed; else nothing. */
    static Optional<Tongue> sure(String text, Set<Tongue> allowed) {
        return tongue(text, ENOUGH)
                .filter(told -> !allowed.contains(told.tongue()))
                .filter(told ->
                        allowed.stream().allMatch(other -> told.share(other) <= KIN * told.share(told.tongue())))
                .map(Told::tongue);
    }

    /** The language that the text is most likely in, also of a short one. */
    static Optional<Tongue> likely(String text) {
        return tongue(text, FEW).map(Told::tongue);
    }

    private record Told(Tongue tongue, int[] counts, int words) {
        double share(Tongue other) {
            return (double) counts[other.ordinal()] / Math.max(1, words);
        }
    }

    private static Optional<Told> tongue(String text, Fewest fewest) {
        var byScript = script(text);
        if (byScript.isPresent()) {
            return byScript;
        }
        var words = Words.of(text);
        var counts = new int[Tongue.values().length];
        var different = new int[counts.length];
        var met = new BitSet();
        int letters = 0;
        for (int i = 0; i < words.size(); i++) {
            if (words.hasLetter(i)) {
                letters++;
                int small = SMALL_WORDS.find(words.hash(i));
                boolean isNew = small >= 0 && !met.get(small);
                if (isNew) {
                    met.set(small);
                }
                for (int t = small < 0 ? 0 : TONGUES[small]; t != 0; t &= t - 1) {
                    int tongue = Integer.numberOfTrailingZeros(t);
                    counts[tongue]++;
                    different[tongue] += isNew ? 1 : 0;
                }
            }
        }
        var best = Tongue.ENGLISH;
        for (var tongue : Tongue.values()) {
            if (counts[tongue.ordinal()] > counts[best.ordinal()]) {
                best = tongue;
            }
        }
        return letters >= fewest.words()
                        && counts[best.ordinal()] >= SHARE * letters
                        && different[best.ordinal()] >= fewest.small()
                ? Optional.of(new Told(best, counts, letters))
                : Optional.empty();
    }

    /** By letters that only one of them has, where most of the text is in them. */
    private static Optional<Told> script(String text) {
        var counts = new int[Tongue.values().length];
        int letters = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetter(c)) {
                letters++;
                var tongue = c < 0x370 ? null : SCRIPTS.get(UnicodeScript.of(c));
                if (tongue != null) {
                    counts[tongue.ordinal()]++;
                }
            }
        }
        var best = Tongue.CHINESE;
        for (var tongue : Tongue.values()) {
            if (counts[tongue.ordinal()] > counts[best.ordinal()]) {
                best = tongue;
            }
        }
        int kana = counts[Tongue.JAPANESE.ordinal()];
        int ideographs = counts[Tongue.CHINESE.ordinal()];
        if (kana * 10 > kana + ideographs) {
            best = Tongue.JAPANESE;
            counts[best.ordinal()] += ideographs;
        }
        int most = counts[best.ordinal()];
        return letters >= LETTERS && most * 10 >= letters * 7
                ? Optional.of(new Told(best, counts, letters))
                : Optional.empty();
    }
}

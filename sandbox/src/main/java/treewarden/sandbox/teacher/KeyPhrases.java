package treewarden.sandbox.teacher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The phrases that a text is about: first what stands in quotation marks, then runs of up to three words between small
 * words and punctuation, longest first.
 */
final class KeyPhrases {

    private static final int LONGEST = 3;
    private static final int MOST = 40;
    private static final int SHORTEST_WORD = 4;

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'’-]*|[^\\s\\p{L}\\p{N}]");

    private static final Pattern QUOTED = Pattern.compile("[\"“„]([^\"“”„\\n]{3,60})[\"”“]");

    private static final Set<String> SMALL = Set.of("""
            a about above after again all also am an and answer any are as at be because been before being
            below between both but by can context could describe did do does doing down during each example
            explain few following for from further get give got had has have having he her here hers him
            his how i if in into is it its itself just let like list made make many may me might more most
            much must my name no nor not now of off on once one only or other our out over own please
            question response said same say says see she should show so some such tell text than that the
            their them then there these they this those through to too two under until up use used using
            very was we were what when where which while who whom whose why will with would write you your""".split("\\s+"));

    private KeyPhrases() {}

    static List<String> of(String text) {
        var found = new LinkedHashMap<String, String>();
        var run = new ArrayList<String>();
        for (var token = TOKEN.matcher(text); token.find() && found.size() < MOST; ) {
            var word = token.group();
            if (!Character.isLetterOrDigit(word.codePointAt(0)) || SMALL.contains(word.toLowerCase(Locale.ROOT))) {
                keep(found, run);
            } else {
                run.add(word);
                if (run.size() == LONGEST) {
                    keep(found, run);
                }
            }
        }
        keep(found, run);
        var runs = new ArrayList<>(found.values());
        runs.sort((one, other) -> Integer.compare(words(other), words(one)));
        var phrases = new LinkedHashSet<String>();
        QUOTED.matcher(text)
                .results()
                .limit(MOST)
                .forEach(quoted -> phrases.add(quoted.group(1).strip()));
        phrases.addAll(runs);
        return phrases.isEmpty() ? List.of("this topic") : List.copyOf(phrases);
    }

    private static void keep(LinkedHashMap<String, String> found, List<String> run) {
        var phrase = String.join(" ", run);
        if (run.size() > 1 || phrase.length() >= SHORTEST_WORD) {
            found.putIfAbsent(phrase.toLowerCase(Locale.ROOT), phrase);
        }
        run.clear();
    }

    private static int words(String phrase) {
        return phrase.split(" ").length;
    }
}

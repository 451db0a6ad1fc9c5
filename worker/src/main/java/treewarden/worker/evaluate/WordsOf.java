package treewarden.worker.evaluate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text as words to compare: no case, no punctuation, no layout. */
final class WordsOf {
    private WordsOf() {}

    /** In scripts without spaces every character is a word. */
    static List<String> text(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var words = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean alone = Character.isIdeographic(c) || isKana(c);
            boolean part = Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
            if ((alone || !part) && start >= 0) {
                words.add(plain.substring(start, i));
                start = -1;
            }
            if (alone) {
                words.add(plain.substring(i, next));
            } else if (part && start < 0) {
                start = i;
            }
            i = next;
        }
        if (start >= 0) {
            words.add(plain.substring(start));
        }
        return words;
    }

    private static boolean isKana(int c) {
        var script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.THAI;
    }
}

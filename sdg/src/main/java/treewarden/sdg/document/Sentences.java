package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes a text apart into sentences, always in the same way (the JDK's own rules change with its version). */
final class Sentences {
    /** What stands before a full stop that ends no sentence. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "e.g", "i.e", "vs", "cf", "dr", "mr", "mrs", "ms", "prof", "st", "no", "nr", "fig", "figs", "eq", "sec",
            "vol", "pp", "al", "z.b", "d.h", "u.a", "bzw", "ca", "inkl", "vgl", "approx");

    private Sentences() {}

    /**
     * A sentence, or another stretch of text.
     *
     * @param before the white space between it and the one before
     */
    record Sentence(String text, String before) {}

    static List<Sentence> of(String text) {
        var sentences = new ArrayList<Sentence>();
        int start = skipSpace(text, 0);
        int spaceFrom = 0;
        int at = start;
        while (at < text.length()) {
            int end = endsAfter(text, start, at);
            if (end < 0) {
                at++;
                continue;
            }
            sentences.add(new Sentence(text.substring(start, end), between(text, spaceFrom, start, sentences)));
            spaceFrom = end;
            start = skipSpace(text, end);
            at = start;
        }
        if (start < text.length()) {
            sentences.add(
                    new Sentence(text.substring(start).stripTrailing(), between(text, spaceFrom, start, sentences)));
        }
        return sentences;
    }

    private static String between(String text, int from, int to, List<Sentence> before) {
        if (before.isEmpty()) {
            return "";
        }
        var space = text.substring(from, to);
        return space.isEmpty() ? "" : space.indexOf('\n') >= 0 ? "\n" : " ";
    }

    /** Where the sentence that has a mark at this place ends; -1 where it does not end. */
    private static int endsAfter(String text, int start, int at) {
        char mark = text.charAt(at);
        if (mark == '。' || mark == '！' || mark == '？') {
            return closed(text, at + 1);
        }
        if (mark != '.' && mark != '!' && mark != '?' && mark != '…') {
            return -1;
        }
        int end = closed(text, at + 1);
        if (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            return -1;
        }
        int next = skipSpace(text, end);
        if (next < text.length() && Character.isLowerCase(text.codePointAt(next))) {
            return -1;
        }
        return mark == '.' && isAbbreviation(text, start, at) ? -1 : end;
    }

    /** Behind the quotation marks and brackets that close with the sentence. */
    private static int closed(String text, int from) {
        int end = from;
        // A few: a line of a million dots must not be walked a million times.
        while (end < text.length() && end < from + 8 && "\"')]}»”’“‘.!?…」』）".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static boolean isAbbreviation(String text, int start, int stop) {
        int from = stop;
        while (from > start && stop - from < 12 && !Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        var word = text.substring(from, stop);
        if (word.startsWith("(")) {
            word = word.substring(1);
        }
        boolean initial = word.length() == 1 && Character.isLetter(word.charAt(0));
        boolean ordinal = !word.isEmpty() && word.length() <= 2 && word.chars().allMatch(Character::isDigit);
        return initial || ordinal || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}

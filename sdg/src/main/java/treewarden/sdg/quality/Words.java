package treewarden.sdg.quality;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * The words of a text, as hashes, with their places. Capitals do not count. In scripts without spaces between words each
 * character is one.
 */
final class Words {
    private static final String SENTENCE = ".,;:!?\u2026\u3002\uff0c\u3001\uff01\uff1f\uff1a\uff1b";
    private static final String QUOTES = "\"'`\u00b4\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a";
    private static final String CLOSING = ")]}>" + QUOTES;

    /** Which characters beside letters and digits are words of their own. */
    private enum Signs {
        NONE,
        MEANT
    }

    private final String text;
    private final Signs signs;
    private long[] hashes = new long[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    private Words(String text, Signs signs) {
        this.text = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        this.signs = signs;
    }

    /** Letters and digits alone. */
    static Words of(String text) {
        var words = new Words(text, Signs.NONE);
        words.read();
        return words;
    }

    /**
     * With the signs that make a difference to what is asked, such as those of a formula, brackets and emoji; the
     * punctuation of a sentence and quotation marks make none.
     */
    static Words withSigns(String text) {
        var words = new Words(text, Signs.MEANT);
        words.read();
        return words;
    }

    int size() {
        return size;
    }

    long hash(int i) {
        return hashes[i];
    }

    /** The text from one word to another, both included, as it was written. */
    String text(int from, int to) {
        return text.substring(starts[from], ends[to]);
    }

    /** Whether the word has a letter in it. */
    boolean hasLetter(int i) {
        for (int at = starts[i]; at < ends[i]; at++) {
            if (Character.isLetter(text.codePointAt(at))) {
                return true;
            }
        }
        return false;
    }

    /** The hashes of all runs of so many words, in the text's order; of a shorter text one hash over all of it. */
    long[] shingles(int length) {
        var shingles = new long[size == 0 ? 0 : Math.max(1, size - length + 1)];
        for (int i = 0; i < shingles.length; i++) {
            long hash = 0;
            for (int j = i; j < Math.min(i + length, size); j++) {
                hash = Hash.mix(hash * 31 + hashes[j]);
            }
            shingles[i] = hash;
        }
        return shingles;
    }

    /** One hash over all words in their order. */
    long whole() {
        long hash = size;
        for (int i = 0; i < size; i++) {
            hash = Hash.mix(hash * 31 + hashes[i]);
        }
        return hash;
    }

    private void read() {
        long hash = 0;
        int start = 0;
        int end = 0;
        boolean ignored = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (isOfWord(c) || isInNumber(c, i, next)) {
                if (hash != 0 && standsAlone(c)) {
                    add(hash, start, end);
                    hash = 0;
                }
                start = hash == 0 ? i : start;
                hash = hash * 1_000_003 + Character.toLowerCase(c) + 1;
                end = next;
                if (standsAlone(c)) {
                    add(hash, start, end);
                    hash = 0;
                }
                ignored = false;
            } else if (Character.getType(c) != Character.FORMAT) {
                if (hash != 0) {
                    add(hash, start, end);
                    hash = 0;
                }
                ignored = isIgnored(c, i, next, ignored);
                if (signs == Signs.MEANT && !ignored && !Character.isWhitespace(c)) {
                    add(c + 1L, i, next);
                }
            }
            i = next;
        }
        if (hash != 0) {
            add(hash, start, end);
        }
    }

    private void add(long hash, int start, int end) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        hashes[size] = Hash.mix(hash);
        starts[size] = start;
        ends[size++] = end;
    }

    private static boolean isOfWord(int c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> Character.isLetterOrDigit(c);
        };
    }

    /** The point in 3.14. */
    private boolean isInNumber(int c, int i, int next) {
        return (c == '.' || c == ',')
                && i > 0
                && next < text.length()
                && Character.isDigit(text.charAt(i - 1))
                && Character.isDigit(text.charAt(next));
    }

    private static boolean standsAlone(int c) {
        return c >= 0x0E00
                && switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                    default -> false;
                };
    }

    /** Quotation marks, the punctuation at the end of a word, and the hyphen inside one. */
    private boolean isIgnored(int c, int i, int next, boolean before) {
        if (QUOTES.indexOf(c) >= 0 || Character.isWhitespace(c)) {
            return true;
        }
        int previous = i == 0 ? ' ' : text.codePointBefore(i);
        if (SENTENCE.indexOf(c) >= 0) {
            return isOfWord(previous) || CLOSING.indexOf(previous) >= 0 || (before && SENTENCE.indexOf(previous) >= 0);
        }
        return (c == '-' || c == '\u2010' || c == '\u2011')
                && Character.isLetter(previous)
                && next < text.length()
                && Character.isLetter(text.codePointAt(next));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}

package treewarden.sdg.quality;

import java.util.Arrays;

/**
 * What is kept of a row to find those that repeat it: some hundred bytes.
 *
 * @param all a hash of question, answer and context
 * @param question hashes of the question's runs of three words, ascending; of a long one the {@link #MOST} lowest
 * @param context the same of the context; empty where there is none
 * @param bands for each band of the index, where in it rows with a similar question are
 */
record Fingerprint(long all, int[] question, int[] context, int[] bands) {
    private static final int RUN = 3;

    /** Sets up to that size are compared exactly; of larger ones their lowest hashes, which estimates it within some 3 %. */
    static final int MOST = 256;

    private static final int[] NONE = {};

    static Fingerprint of(Said said, MinHash minHash) {
        var question = Words.withSigns(said.question());
        var answer = said.answer().strip();
        var context = said.context() == null ? null : Words.withSigns(said.context());
        var runs = question.shingles(RUN);
        long all = Hash.mix(exact(said.question()) * 31 + exact(answer));
        return new Fingerprint(
                Hash.mix(all * 31 + (context == null ? 0 : context.whole())),
                lowest(runs),
                context == null ? NONE : lowest(context.shingles(RUN)),
                minHash.bands(runs));
    }

    /** Differences of capitals and of spaces do not count, those of signs do: they are what an answer in code is about. */
    private static long exact(String text) {
        long hash = 1;
        boolean space = false;
        var stripped = text.strip();
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (Character.isWhitespace(c)) {
                space = true;
            } else {
                hash = space ? hash * 1_000_003 + 1 : hash;
                hash = hash * 1_000_003 + Character.toLowerCase(c) + 1;
                space = false;
            }
        }
        return Hash.mix(hash);
    }

    private static int[] lowest(long[] runs) {
        var hashes = Arrays.stream(runs)
                .mapToInt(run -> (int) (run >>> 32))
                .sorted()
                .distinct()
                .toArray();
        return hashes.length <= MOST ? hashes : Arrays.copyOf(hashes, MOST);
    }

    /** The share of runs that both questions have among those that either has; of both context and question the lower one. */
    double similarity(Fingerprint other) {
        double questions = similarity(question, other.question);
        return context.length == 0 && other.context.length == 0
                ? questions
                : Math.min(questions, similarity(context, other.context));
    }

    static double similarity(int[] one, int[] other) {
        int most = one.length == MOST || other.length == MOST ? MOST : Integer.MAX_VALUE;
        int common = 0;
        int either = 0;
        for (int i = 0, j = 0; (i < one.length || j < other.length) && either < most; either++) {
            if (j == other.length || (i < one.length && one[i] < other[j])) {
                i++;
            } else if (i == one.length || one[i] > other[j]) {
                j++;
            } else {
                common++;
                i++;
                j++;
            }
        }
        return either == 0 ? 0 : (double) common / either;
    }
}

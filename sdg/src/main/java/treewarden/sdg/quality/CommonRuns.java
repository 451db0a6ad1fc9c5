package treewarden.sdg.quality;

import java.util.Arrays;

/**
 * The words of a text that it has in common with another, in runs.
 *
 * @param longest words of the longest common run
 * @param covered words of the text that are in common runs of at least {@link #LEAST} words
 */
record CommonRuns(int longest, int covered) {
    /** Eight words in a row that two texts share are a quotation and no turn of phrase. */
    private static final int LEAST = 8;

    /** Places in the source that begin with the same eight words are tried up to that many. */
    private static final int PLACES = 16;

    static CommonRuns of(Words text, Words source) {
        if (text.size() < LEAST || source.size() < LEAST) {
            return new CommonRuns(0, 0);
        }
        var index = new Places(source);
        var runs = text.shingles(LEAST);
        int longest = 0;
        int covered = 0;
        for (int i = 0; i < runs.length; ) {
            int length = index.longest(text, i, runs[i]);
            longest = Math.max(longest, length);
            covered += length;
            i += Math.max(1, length);
        }
        return new CommonRuns(longest, covered);
    }

    /** Where in the source each run of eight words begins. */
    private static final class Places {
        private final Words source;
        private final long[] runs;
        private final int[] first;
        private final int[] next;

        Places(Words source) {
            this.source = source;
            runs = source.shingles(LEAST);
            first = new int[Integer.highestOneBit(runs.length) * 4];
            next = new int[runs.length];
            Arrays.fill(first, -1);
            for (int i = runs.length - 1; i >= 0; i--) {
                int slot = slot(runs[i]);
                next[i] = first[slot];
                first[slot] = i;
            }
        }

        private int slot(long run) {
            return (int) run & (first.length - 1);
        }

        /** Words from the text's word on that stand in the source in a row; 0 where they are fewer than eight. */
        int longest(Words text, int from, long run) {
            int longest = 0;
            int tried = 0;
            for (int place = first[slot(run)]; place >= 0 && tried < PLACES; place = next[place]) {
                if (runs[place] == run) {
                    tried++;
                    longest = Math.max(longest, common(text, from, place));
                }
            }
            return longest;
        }

        private int common(Words text, int from, int place) {
            int length = 0;
            while (from + length < text.size()
                    && place + length < source.size()
                    && text.hash(from + length) == source.hash(place + length)) {
                length++;
            }
            return length;
        }
    }
}

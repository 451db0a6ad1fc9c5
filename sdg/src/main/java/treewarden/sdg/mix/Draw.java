package treewarden.sdg.mix;

import java.util.Arrays;

/**
 * Which rows of a data set are taken, and how often: all of them so many times, and some once more. Those are the ones
 * that come first in a random order that follows from the seed and the rows' ids.
 */
final class Draw {
    private final int passes;
    private final long[] keys;
    private final long last;
    private long ties;
    private int row;

    private Draw(int passes, long[] keys, long last, long ties) {
        this.passes = passes;
        this.keys = keys;
        this.last = last;
        this.ties = ties;
    }

    /** Every row so many times. */
    static Draw whole(int passes) {
        return new Draw(passes, new long[0], 0, 0);
    }

    /**
     * So many rows.
     *
     * @param keys of the data set's rows, in their order
     */
    static Draw of(long count, long[] keys) {
        if (keys.length == 0) {
            return whole(0);
        }
        int passes = Math.toIntExact(count / keys.length);
        int more = (int) (count % keys.length);
        if (more == 0) {
            return whole(passes);
        }
        var sorted = keys.clone();
        Arrays.sort(sorted);
        long last = sorted[more - 1];
        int below = more - 1;
        while (below > 0 && sorted[below - 1] == last) {
            below--;
        }
        return new Draw(passes, keys, last, more - below);
    }

    /** How often the next row is taken. Ask once for each row, in their order. */
    int next() {
        if (keys.length == 0) {
            return passes;
        }
        long key = keys[row++];
        if (key < last) {
            return passes + 1;
        }
        return key == last && ties-- > 0 ? passes + 1 : passes;
    }
}

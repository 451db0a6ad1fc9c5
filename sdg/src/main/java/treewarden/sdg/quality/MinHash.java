package treewarden.sdg.quality;

import java.util.Arrays;

/**
 * Puts sets that are similar into the same places: of 128 orders in which the members may stand, the first member in each,
 * in bands of several. Two sets agree in one order with the probability of their similarity, in a whole band with a power
 * of it (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, section 3.4).
 */
final class MinHash {
    private static final int ORDERS = 128;

    /** Pairs at the threshold itself that are found, at least; above it nearly all are. */
    private static final double RECALL = 0.99;

    private static final long[] FACTORS = new long[ORDERS];

    static {
        for (int i = 0; i < ORDERS; i++) {
            FACTORS[i] = Hash.mix(i + 1L) | 1;
        }
    }

    private final int rows;
    private final int bands;

    private MinHash(int rows) {
        this.rows = rows;
        this.bands = ORDERS / rows;
    }

    /** As few places in common below the similarity as the recall at it allows. */
    static MinHash finding(double similarity) {
        for (int rows = 16; rows > 1; rows--) {
            double missed = Math.pow(1 - Math.pow(similarity, rows), ORDERS / rows);
            if (missed <= 1 - RECALL) {
                return new MinHash(rows);
            }
        }
        return new MinHash(1);
    }

    int bandCount() {
        return bands;
    }

    /** The place in each band; none where there are no members. */
    int[] bands(long[] members) {
        if (members.length == 0) {
            return new int[0];
        }
        var first = new int[ORDERS];
        Arrays.fill(first, Integer.MAX_VALUE);
        for (long member : members) {
            for (int i = 0; i < ORDERS; i++) {
                int place = (int) (member * FACTORS[i] >>> 32);
                if (place < first[i]) {
                    first[i] = place;
                }
            }
        }
        var places = new int[bands];
        for (int band = 0; band < bands; band++) {
            long hash = band;
            for (int i = band * rows; i < (band + 1) * rows; i++) {
                hash = Hash.mix(hash * 31 + first[i]);
            }
            places[band] = (int) hash;
        }
        return places;
    }
}

package treewarden.sdg.cache;

import java.util.function.LongPredicate;

/**
 * Where each answer stands, in 16 bytes for each. Of a key only the first number is held: whoever reads the record
 * compares the whole, so two keys that agree in it cost a question and never give a wrong answer. Not thread-safe.
 */
final class AnswerIndex {
    /** No place. */
    static final long NOWHERE = 0;

    private static final long USED = 1;
    private static final int OFFSET_BITS = 31;
    private static final int SMALLEST = 1 << 10;

    private final LongPredicate gone;
    private long[] keys = new long[SMALLEST];
    private long[] places = new long[SMALLEST];
    private int taken;

    /** @param gone tells that a place is in a file that is not there any more */
    AnswerIndex(LongPredicate gone) {
        this.gone = gone;
    }

    static long place(int segment, long offset) {
        return ((segment + 1L) << (OFFSET_BITS + 1)) | (offset << 1);
    }

    static int segment(long place) {
        return (int) (place >>> (OFFSET_BITS + 1)) - 1;
    }

    static long offset(long place) {
        return (place >>> 1) & ((1L << OFFSET_BITS) - 1);
    }

    static boolean isUsed(long place) {
        return (place & USED) != 0;
    }

    long find(Key key) {
        int slot = slot(key.first());
        return places[slot] == NOWHERE || gone.test(places[slot]) ? NOWHERE : places[slot];
    }

    void put(Key key, long place) {
        if (taken >= keys.length / 3 * 2) {
            rebuild();
        }
        int slot = slot(key.first());
        if (places[slot] == NOWHERE) {
            taken++;
        }
        keys[slot] = key.first();
        places[slot] = place;
    }

    /** Notes that the answer is wanted still. */
    void use(Key key) {
        int slot = slot(key.first());
        if (places[slot] != NOWHERE) {
            places[slot] |= USED;
        }
    }

    /** How many answers can be found. */
    int size() {
        int size = 0;
        for (long place : places) {
            if (place != NOWHERE && !gone.test(place)) {
                size++;
            }
        }
        return size;
    }

    /** Twice as large if need be, and without what is gone. */
    private void rebuild() {
        var oldKeys = keys;
        var oldPlaces = places;
        int length = size() >= keys.length / 2 ? 2 * keys.length : keys.length;
        keys = new long[length];
        places = new long[length];
        taken = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldPlaces[i] != NOWHERE && !gone.test(oldPlaces[i])) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                places[slot] = oldPlaces[i];
                taken++;
            }
        }
    }

    /** The slot of this key, or the free one where it belongs. The keys are digests: their bits are as good as drawn. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (places[slot] != NOWHERE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}

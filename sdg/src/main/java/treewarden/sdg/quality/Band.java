package treewarden.sdg.quality;

import java.util.Arrays;

/** One band of the index: by place, the numbers of the entries that are there, the newest first. */
final class Band {
    private int[] places = new int[1024];
    /** One more than the newest entry at the place; 0 where there is none. */
    private int[] newest = new int[1024];

    private int[] next = new int[256];
    private int used;

    /** The newest entry at the place; -1 without one. */
    int newest(int place) {
        return newest[slot(place)] - 1;
    }

    /** The entry before it at the same place; -1 where it is the first. */
    int next(int entry) {
        return next[entry] - 1;
    }

    void add(int place, int entry) {
        if (used * 2 > places.length) {
            grow();
        }
        if (entry >= next.length) {
            next = Arrays.copyOf(next, Math.max(entry + 1, next.length * 2));
        }
        int slot = slot(place);
        used += newest[slot] == 0 ? 1 : 0;
        places[slot] = place;
        next[entry] = newest[slot];
        newest[slot] = entry + 1;
    }

    private int slot(int place) {
        int slot = (int) Hash.mix(place) & (places.length - 1);
        while (newest[slot] != 0 && places[slot] != place) {
            slot = (slot + 1) & (places.length - 1);
        }
        return slot;
    }

    private void grow() {
        var oldPlaces = places;
        var oldNewest = newest;
        places = new int[oldPlaces.length * 2];
        newest = new int[oldPlaces.length * 2];
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldNewest[i] != 0) {
                int slot = slot(oldPlaces[i]);
                places[slot] = oldPlaces[i];
                newest[slot] = oldNewest[i];
            }
        }
    }
}

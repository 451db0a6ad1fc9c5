package treewarden.sdg.quality;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Finds, among entries that were added before, the first that is similar enough to a new one. */
final class NearIndex {
    /** Of entries in one place, that many of the newest are compared: so a run of one phrase over and over stays linear. */
    private static final int COMPARED = 64;

    private final double similarity;
    private final Band[] bands;
    private Fingerprint[] entries = new Fingerprint[1024];
    private int size;

    NearIndex(double similarity, MinHash minHash) {
        this.similarity = similarity;
        bands = new Band[minHash.bandCount()];
        Arrays.setAll(bands, i -> new Band());
    }

    int size() {
        return size;
    }

    void add(Fingerprint entry) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        for (int band = 0; band < entry.bands().length; band++) {
            bands[band].add(entry.bands()[band], size);
        }
        // The places are in the bands now.
        entries[size++] = new Fingerprint(entry.all(), entry.question(), entry.context(), new int[0]);
    }

    /** The number of the first entry that counts and is similar enough; -1 without one. */
    int find(Fingerprint entry, IntPredicate counts) {
        for (int candidate : candidates(entry)) {
            if (counts.test(candidate) && entry.similarity(entries[candidate]) >= similarity) {
                return candidate;
            }
        }
        return -1;
    }

    double similarity(Fingerprint entry, int number) {
        return entry.similarity(entries[number]);
    }

    private int[] candidates(Fingerprint entry) {
        var found = new int[entry.bands().length * COMPARED];
        int count = 0;
        for (int band = 0; band < entry.bands().length; band++) {
            int compared = 0;
            for (int other = bands[band].newest(entry.bands()[band]);
                    other >= 0 && compared < COMPARED;
                    other = bands[band].next(other)) {
                found[count++] = other;
                compared++;
            }
        }
        Arrays.sort(found, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || found[i] != found[i - 1]) {
                found[distinct++] = found[i];
            }
        }
        return Arrays.copyOf(found, distinct);
    }
}

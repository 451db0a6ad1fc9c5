package treewarden.sdg.quality;

/** The first entry that has a hash. */
final class ExactIndex {
    private long[] hashes = new long[1024];
    /** One more than the entry; 0 where there is none. */
    private int[] entries = new int[1024];

    private int size;

    /** The entry with the hash; -1 without one. */
    int find(long hash) {
        return entries[slot(hash)] - 1;
    }

    /** Adds an entry with a hash that none has yet. */
    void add(long hash, int entry) {
        if (size * 2 > hashes.length) {
            grow();
        }
        int slot = slot(hash);
        if (entries[slot] == 0) {
            hashes[slot] = hash;
            entries[slot] = entry + 1;
            size++;
        }
    }

    private int slot(long hash) {
        int slot = (int) Hash.mix(hash) & (hashes.length - 1);
        while (entries[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldEntries = entries;
        hashes = new long[oldHashes.length * 2];
        entries = new int[oldHashes.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldEntries[i] != 0) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                entries[slot] = oldEntries[i];
            }
        }
    }
}

package treewarden.sdg.quality;

/** Spreads the bits of a hash. */
final class Hash {
    private Hash() {}

    /** The last step of MurmurHash3, after which the order of hashes is as good as chance. */
    static long mix(long bits) {
        long x = bits;
        x = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
        x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return x ^ (x >>> 33);
    }
}

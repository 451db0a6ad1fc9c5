package treewarden.sdg.mix;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Choices that follow from the seed and from what they are made for, and from nothing else. The generator is SplitMix64,
 * written out because no library promises to keep its sequence.
 */
final class Dice {
    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Dice of their own for this seed, purpose and thing. */
    static Dice of(long seed, String purpose, String thing) {
        return new Dice(key(seed, purpose, thing));
    }

    /** Where the thing stands in a random order of all such things: a number that looks random and is always the same. */
    static long key(long seed, String purpose, String thing) {
        var digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
        digest.update(purpose.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(thing.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    /** True this often, from 0 to 1. */
    boolean happens(double share) {
        return (next() >>> 11) * 0x1.0p-53 < share;
    }

    <T> T oneOf(List<T> things) {
        return things.get(below(things.size()));
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

package treewarden.taxonomy;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The runs of three words of a text, each as a hash, sorted. Capitals, punctuation and spacing do not count. */
public final class Shingles {
    private static final int WORDS = 3;

    private final long[] hashes;

    private Shingles(long[] hashes) {
        this.hashes = hashes;
    }

    /** The shingles of a question and its answer. */
    public static Shingles of(Example example) {
        return of(example.question() + "\n" + example.answer());
    }

    public static Shingles of(String text) {
        var words = words(text);
        var count = Math.max(1, words.length - WORDS + 1);
        var hashes = new long[count];
        for (var i = 0; i < count; i++) {
            var hash = 0L;
            for (var j = i; j < Math.min(i + WORDS, words.length); j++) {
                hash = mix(hash * 31 + words[j]);
            }
            hashes[i] = hash;
        }
        return new Shingles(Arrays.stream(hashes).sorted().distinct().toArray());
    }

    /** Each word's hash. */
    private static long[] words(String text) {
        var words = new long[16];
        var count = 0;
        var hash = 0L;
        for (var i = 0; i <= text.length(); ) {
            var c = i < text.length() ? text.codePointAt(i) : ' ';
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                hash = hash * 1_000_003 + Character.toLowerCase(c) + 1;
            } else if (hash != 0) {
                if (count == words.length) {
                    words = Arrays.copyOf(words, count * 2);
                }
                words[count++] = mix(hash);
                hash = 0;
            }
        }
        return Arrays.copyOf(words, count);
    }

    /** Spreads bits as the last step of MurmurHash3 does, so that the order of hashes is as good as chance. */
    private static long mix(long bits) {
        var x = bits;
        x = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
        x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return x ^ (x >>> 33);
    }

    /** Eight bytes for each hash, to be stored; {@link #ofBytes} reads them. */
    public byte[] bytes() {
        var bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
        bytes.asLongBuffer().put(hashes);
        return bytes.array();
    }

    /** The shingles that {@link #bytes} wrote. */
    public static Shingles ofBytes(byte[] bytes) {
        var hashes = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
        return new Shingles(hashes);
    }

    /** The hash number {@code i}, counted from 0, in ascending order. */
    long hash(int i) {
        return hashes[i];
    }

    /** How many of the first hashes must be looked at to meet every text of at least this similarity. */
    int prefix(double least) {
        return hashes.length - (int) Math.ceil(least * hashes.length - 1e-9) + 1;
    }

    /** The share of shingles that both have among those that either has, from 0 to 1. */
    public double similarity(Shingles other) {
        var common = 0;
        for (int i = 0, j = 0; i < hashes.length && j < other.hashes.length; ) {
            var order = Long.compare(hashes[i], other.hashes[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return (double) common / (hashes.length + other.hashes.length - common);
    }
}

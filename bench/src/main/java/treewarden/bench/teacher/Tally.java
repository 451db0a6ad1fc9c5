package treewarden.bench.teacher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import treewarden.sandbox.teacher.Asked;

/** Which requests came, and how many of them had come before. Thread-safe. */
final class Tally {
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> byPath = new TreeMap<>();
    private int again;

    void add(Asked asked) {
        var digest = digest(asked.path() + '\n' + asked.body());
        synchronized (this) {
            if (!seen.add(digest)) {
                again++;
            }
            byPath.merge(asked.path(), 1, Integer::sum);
        }
    }

    /** Requests that were equal to an earlier one in every byte of their body. */
    synchronized int again() {
        return again;
    }

    synchronized Map<String, Integer> byPath() {
        return Map.copyOf(byPath);
    }

    synchronized void reset() {
        seen.clear();
        byPath.clear();
        again = 0;
    }

    /** Of 128 bits, since a run may have a million requests and none may be taken for another. */
    private static String digest(String text) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new String(bytes, 0, 16, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

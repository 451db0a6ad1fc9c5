package treewarden.worker.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Runs of words to look for, each with what it stands for. Found by a rolling hash, one pass for each length of a run, and
 * then compared word by word.
 *
 * @param <T> what a run stands for
 */
final class Grams<T> {
    private static final long BASE = 0x100000001B3L;

    private final Map<Integer, Map<Long, List<Gram<T>>>> byLength = new TreeMap<>();

    private record Gram<T>(List<String> words, T of) {}

    void add(List<String> words, T of) {
        byLength.computeIfAbsent(words.size(), length -> new HashMap<>())
                .computeIfAbsent(hash(words), hash -> new ArrayList<>())
                .add(new Gram<>(List.copyOf(words), of));
    }

    /** Tells everything that is found in the text, once for each place. */
    void find(List<String> text, BiConsumer<T, List<String>> found) {
        byLength.forEach((length, grams) -> {
            long power = 1;
            for (int i = 1; i < length; i++) {
                power *= BASE;
            }
            long hash = 0;
            for (int i = 0; i < text.size(); i++) {
                if (i >= length) {
                    hash -= text.get(i - length).hashCode() * power;
                }
                hash = hash * BASE + text.get(i).hashCode();
                if (i >= length - 1) {
                    var here = text.subList(i - length + 1, i + 1);
                    for (var gram : grams.getOrDefault(hash, List.of())) {
                        if (gram.words().equals(here)) {
                            found.accept(gram.of(), gram.words());
                        }
                    }
                }
            }
        });
    }

    private static long hash(List<String> words) {
        long hash = 0;
        for (var word : words) {
            hash = hash * BASE + word.hashCode();
        }
        return hash;
    }
}

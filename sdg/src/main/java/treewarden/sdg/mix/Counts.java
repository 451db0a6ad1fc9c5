package treewarden.sdg.mix;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How often each thing happened, in the order of their names. */
final class Counts {
    /** Names come from files of others: beyond this many, the rest are counted together. */
    private static final int MOST = 1_000;

    private final Map<String, Long> counts = new TreeMap<>();

    void add(String name) {
        add(name, 1);
    }

    void add(String name, long times) {
        var known = counts.containsKey(name) || counts.size() < MOST ? name : "others";
        counts.merge(known, times, Long::sum);
    }

    void addAll(Map<String, Long> others) {
        others.forEach(this::add);
    }

    Map<String, Long> map() {
        return Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}

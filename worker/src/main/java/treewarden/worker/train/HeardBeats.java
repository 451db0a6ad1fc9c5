package treewarden.worker.train;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** For how long each machine's beat has stood still. A machine that takes its file away has ended, and is not missed. */
final class HeardBeats {
    /** A look that took longer was ours to wait for, such as for a file system that stood still: no silence of theirs. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

    private record Heard(String beat, Duration silence) {}

    private final Map<String, Heard> heard = new HashMap<>();

    /** @param passed since it was last asked */
    void hear(Map<String, String> beats, Duration passed) {
        var counted = passed.compareTo(LONGEST_LOOK) < 0 ? passed : LONGEST_LOOK;
        heard.keySet().retainAll(beats.keySet());
        beats.forEach((machine, beat) -> {
            var before = heard.get(machine);
            var silence = before != null && before.beat().equals(beat)
                    ? before.silence().plus(counted)
                    : Duration.ZERO;
            heard.put(machine, new Heard(beat, silence));
        });
    }

    boolean none() {
        return heard.isEmpty();
    }

    /** A machine that has been still for this long. */
    Optional<String> silentFor(Duration time) {
        return heard.entrySet().stream()
                .filter(machine -> machine.getValue().silence().compareTo(time) >= 0)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }
}

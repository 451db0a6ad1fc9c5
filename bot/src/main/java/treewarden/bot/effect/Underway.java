package treewarden.bot.effect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import treewarden.forge.CheckRun;

/**
 * Check runs whose annotations this process is sending. Right after a write the code host may still show what was before
 * it, and who believed that would send the same annotations again; what we have sent ourselves we know better. Another
 * process that takes over looks, some time later.
 */
final class Underway {
    private final Map<String, CheckRun> byTarget = new ConcurrentHashMap<>();
    private final Map<String, List<String>> outdatedLabels = new ConcurrentHashMap<>();

    /** Labels that are still to be taken away, of an effect that is half carried out. */
    List<String> outdated(String effect) {
        return outdatedLabels.getOrDefault(effect, List.of());
    }

    void outdated(String effect, List<String> labels) {
        if (labels.isEmpty()) {
            outdatedLabels.remove(effect);
        } else {
            outdatedLabels.put(effect, List.copyOf(labels));
        }
    }

    Optional<CheckRun> run(String target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    /** So many annotations of this run were sent. */
    void sent(String target, CheckRun run, int annotations) {
        byTarget.put(
                target,
                new CheckRun(
                        run.id(),
                        run.head(),
                        run.name(),
                        run.completed(),
                        run.conclusion(),
                        run.title(),
                        annotations,
                        run.externalId()));
    }

    /** Nothing more is to be sent, or nobody knows what was. */
    void over(String target) {
        byTarget.remove(target);
    }
}

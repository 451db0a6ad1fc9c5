package treewarden.worker.train;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the trainer gets of the worker's environment: what is named here and nothing else, so that no secret of the worker
 * is ever in it. No network: whatever the environment of the worker says, the libraries are told that there is none.
 */
final class TrainerEnvironment {
    static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "LANG",
            "TMPDIR",
            "CUDA_VISIBLE_DEVICES",
            "HF_HOME",
            "OMP_NUM_THREADS",
            "MASTER_ADDR",
            "MASTER_PORT");
    static final Set<String> PREFIXES = Set.of("LC_", "NVIDIA_");

    static final Map<String, String> FIXED = Map.of(
            "HF_HUB_OFFLINE", "1",
            "TRANSFORMERS_OFFLINE", "1",
            "HF_DATASETS_OFFLINE", "1",
            "HF_HUB_DISABLE_TELEMETRY", "1",
            "PYTHONUNBUFFERED", "1",
            "TOKENIZERS_PARALLELISM", "false");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private TrainerEnvironment() {}

    static Map<String, String> of(Map<String, String> worker) {
        var kept = new TreeMap<String, String>();
        worker.forEach((name, value) -> {
            if (isAllowed(name)) {
                kept.put(name, value);
            }
        });
        kept.putAll(FIXED);
        return kept;
    }

    static boolean isAllowed(String name) {
        return NAME.matcher(name).matches()
                && (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith));
    }
}

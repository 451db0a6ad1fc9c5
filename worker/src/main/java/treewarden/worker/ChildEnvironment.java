package treewarden.worker;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a process that we start gets of our environment, whether it trains or serves a model: what is named here and
 * nothing else, so that no secret of ours is ever in it. Whatever our environment says, the libraries are told that there
 * is no network, and that no token that lies in a cache is theirs.
 */
public final class ChildEnvironment {
    /** What programs need to find themselves, the accelerator and their temporary files. */
    public static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "TZ",
            "TMPDIR",
            "LD_LIBRARY_PATH",
            "VIRTUAL_ENV",
            "PYTHONPATH",
            "OMP_NUM_THREADS",
            "MKL_NUM_THREADS",
            "MASTER_ADDR",
            "MASTER_PORT",
            "XDG_CACHE_HOME",
            "HF_HOME",
            "HF_HUB_CACHE",
            "HF_DATASETS_CACHE",
            "TRITON_CACHE_DIR");

    public static final Set<String> PREFIXES = Set.of("LC_", "CUDA_", "NVIDIA_", "NCCL_", "ROCR_", "HIP_");

    /** No name with one of these in it is allowed, whatever it begins with. */
    public static final Set<String> SECRETS = Set.of("TOKEN", "SECRET", "KEY", "PASSWORD");

    /** What every one of them gets. */
    public static final Map<String, String> FIXED = Map.of(
            "HF_HUB_OFFLINE", "1",
            "TRANSFORMERS_OFFLINE", "1",
            "HF_DATASETS_OFFLINE", "1",
            "HF_HUB_DISABLE_IMPLICIT_TOKEN", "1",
            "HF_HUB_DISABLE_TELEMETRY", "1",
            "VLLM_NO_USAGE_STATS", "1",
            "DO_NOT_TRACK", "1",
            "PYTHONUNBUFFERED", "1",
            "TOKENIZERS_PARALLELISM", "false");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ChildEnvironment() {}

    /** Of our environment what it gets, and that it is offline. */
    public static Map<String, String> of(Map<String, String> ours) {
        var given = new TreeMap<String, String>();
        ours.forEach((name, value) -> {
            if (isAllowed(name)) {
                given.put(name, value);
            }
        });
        given.putAll(FIXED);
        return given;
    }

    /** The same for what is about to be started; what was put there before counts as ours. */
    public static void limit(ProcessBuilder builder) {
        var given = of(builder.environment());
        builder.environment().clear();
        builder.environment().putAll(given);
    }

    public static boolean isAllowed(String name) {
        return NAME.matcher(name).matches()
                && SECRETS.stream().noneMatch(name::contains)
                && (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith));
    }
}

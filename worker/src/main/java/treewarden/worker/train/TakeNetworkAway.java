package treewarden.worker.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words before a command that start it in a network of its own, in which there is nobody: the system's answer to a
 * library that does not keep to what it is told. {@code unshare} becomes the command itself, so number, session and signals
 * are as without it.
 */
final class TakeNetworkAway {
    /** As root, and as anybody whom the system allows namespaces of their own. */
    private static final List<List<String>> WAYS =
            List.of(List.of("unshare", "--net"), List.of("unshare", "--user", "--map-root-user", "--net"));

    /** By it the processes of one training find each other; it is of that network too, and leads nowhere else. */
    private static final List<String> WITH_LOOPBACK =
            List.of("/bin/sh", "-c", "ip link set lo up && exec \"$@\"", "loopback");

    private TakeNetworkAway() {}

    /**
     * Finds out by doing it.
     *
     * @param processes of the training; one alone has nobody to speak to
     * @return empty where this system does not let us
     */
    static Optional<List<String>> words(int processes, Map<String, String> environment) {
        var commands = new RunCommand(environment);
        for (var way : WAYS) {
            var words = new ArrayList<>(way);
            if (processes > 1) {
                words.addAll(WITH_LOOPBACK);
            }
            if (works(commands, words)) {
                return Optional.of(words);
            }
        }
        return Optional.empty();
    }

    private static boolean works(RunCommand commands, List<String> words) {
        var tried = new ArrayList<>(words);
        tried.add("true");
        try {
            return commands.run(tried).isFine();
        } catch (LaunchFailed e) {
            return false; // there is no unshare here, or it does not end
        }
    }
}

package treewarden.store;

import java.util.List;

/**
 * What {@link JobRunner#runUntilQuiet()} did.
 *
 * @param ran how many runs there were
 * @param failures those that did not end well, each as {@code job 7 (check-contribution) failed: why}
 */
public record Quiet(int ran, List<String> failures) {
    public Quiet {
        failures = List.copyOf(failures);
    }
}

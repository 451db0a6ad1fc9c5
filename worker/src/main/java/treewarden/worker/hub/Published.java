package treewarden.worker.hub;

/**
 * Where a published folder is.
 *
 * @param staged the commit on the run's branch, read back and verified
 * @param commit the one commit on main
 */
public record Published(HubRepo repo, String staged, String commit, String tag) {}

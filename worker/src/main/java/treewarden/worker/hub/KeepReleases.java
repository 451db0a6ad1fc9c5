package treewarden.worker.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** Keeps the newest releases of a repository: older tags go, and with them the branches of their runs. */
public final class KeepReleases {
    private final Hub hub;

    public KeepReleases(Hub hub) {
        this.hub = hub;
    }

    /**
     * Deletes what is older than the newest releases. Run again, it does what is left to do.
     *
     * @param count how many releases stay, at least one
     * @return the names of branches and tags that went
     */
    public List<String> newest(int count, HubRepo repo) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one release must be kept");
        }
        var refs = hub.refs(repo);
        var tags = refs.tags().keySet().stream()
                .filter(tag -> PublishRequest.TAG.matcher(tag).matches())
                .sorted(BY_DAY.reversed())
                .toList();
        var old = new HashSet<>(tags.subList(Math.min(count, tags.size()), tags.size()));
        var gone = new ArrayList<String>();
        for (var branch : refs.branches().keySet()) {
            if (old.stream().anyMatch(tag -> branch.startsWith(PublishRequest.branchPrefix(tag)))) {
                hub.deleteBranch(repo, branch);
                gone.add(branch);
            }
        }
        for (var tag : old) {
            hub.deleteTag(repo, tag);
            gone.add(tag);
        }
        return gone;
    }

    /** By day, then by the number within it. */
    private static final Comparator<String> BY_DAY = Comparator.<String, String>comparing(tag -> tag.substring(8, 16))
            .thenComparing(tag -> tag.length() > 17 ? Integer.parseInt(tag.substring(17)) : 1);
}

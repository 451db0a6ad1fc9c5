package treewarden.worker.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import treewarden.domain.Printable;
import treewarden.worker.hub.RemoteFile.Storage;

/**
 * Makes a branch hold exactly the manifest's files, by at most one commit.
 *
 * <p>A commit whose answer is lost may have been stored: the branch is looked at, and compared by content, before
 * anything is written again. The parent that was looked at goes with the commit, so that what others wrote meanwhile is
 * never overwritten unseen.
 *
 * @param modes where each path goes
 */
record CommitOnce(Hub hub, HubRepo repo, Manifest manifest, Map<String, Storage> modes, Words words) {
    private static final int NAMED = 10;

    /**
     * What a commit says.
     *
     * @param run by which a later look finds the commit again
     */
    record Words(String title, String description, String run) {
        private static final String MARKER = "Treewarden-Run: ";

        String text() {
            return description.isBlank() ? MARKER + run : description.strip() + "\n\n" + MARKER + run;
        }

        boolean mark(Hub.Commit commit) {
            return commit.message().lines().anyMatch(line -> line.strip().equals(MARKER + run));
        }
    }

    /** The commit on the branch that holds the manifest: there already, or made now and read back. */
    String on(String branch) {
        for (int tries = 0; ; tries++) {
            var head = head(branch);
            var there = hub.tree(repo, head);
            if (manifest.differences(there).isEmpty()) {
                return head;
            }
            var earlier = earlier(branch);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            try {
                var commit = commit(branch, head, manifest.superfluous(there));
                check(commit);
                return commit;
            } catch (HubException.Moved | HubException.Transient | HubException.RateLimited e) {
                hub.wire().restOrGiveUp(e, tries);
            }
        }
    }

    private String head(String branch) {
        var head = hub.refs(repo).branches().get(branch);
        if (head == null) {
            throw new HubException.Missing(
                    "the branch " + Printable.quoted(branch) + " of " + repo + " is gone; run again, it is made anew");
        }
        return head;
    }

    /** This run's commit, where others have committed after it. */
    private Optional<String> earlier(String branch) {
        return hub.commits(repo, branch).stream()
                .filter(words::mark)
                .map(Hub.Commit::id)
                .filter(id -> manifest.differences(hub.tree(repo, id)).isEmpty())
                .findFirst();
    }

    private String commit(String branch, String parent, List<String> deleted) {
        var header = Reply.object()
                .put("summary", words.title())
                .put("description", words.text())
                .put("parentCommit", parent);
        var wire = hub.wire();
        var request = wire.authorized(wire.url(repo.api(), "commit", branch).build())
                .post(new CommitBody(header, manifest, modes, deleted))
                .build();
        return Reply.text(wire.once(request).json(), "commitOid");
    }

    private void check(String commit) {
        var wrong = manifest.differences(hub.tree(repo, commit));
        if (!wrong.isEmpty()) {
            var some = wrong.stream().limit(NAMED).map(Printable::quoted).toList();
            throw new HubException.Refused("read back from " + repo + ", " + wrong.size()
                    + " files are not what was sent: " + String.join(", ", some)
                    + "; see the commit " + Printable.plain(commit) + " on the Hub, then run again");
        }
    }
}

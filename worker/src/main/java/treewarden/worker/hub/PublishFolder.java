package treewarden.worker.hub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import treewarden.domain.Printable;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.hub.RemoteFile.Storage;

/**
 * Publishes a folder: onto a branch of its run, read back and verified there; then onto main in one commit; then a tag.
 *
 * <p>Every step looks before it writes, so a publish that ended at any point is run again as a whole, by any process,
 * and ends in the same state: one commit on the branch, one on main, one tag.
 */
public final class PublishFolder {
    private static final String MAIN = "main";
    private static final String CARD = "README.md";

    private final Hub hub;
    private final MayWrite may;

    public PublishFolder(Hub hub) {
        this(hub, MayWrite.ALWAYS);
    }

    public PublishFolder(Hub hub, MayWrite may) {
        this.hub = hub;
        this.may = may;
    }

    /**
     * Brings the folder to the run's branch and no further: for somebody to try before it is released.
     *
     * @return the verified commit
     * @throws HubException with what the operator can do
     */
    public String stage(PublishRequest request) {
        return stage(request, HashFolder.manifest(request.folder(), request.known()))
                .commit();
    }

    /**
     * Does all that is not done yet.
     *
     * @throws HubException with what the operator can do
     */
    public Published publish(PublishRequest request) {
        var manifest = HashFolder.manifest(request.folder(), request.known());
        var staged = stage(request, manifest);
        may.main();
        var tagged = hub.refs(request.repo()).tags().get(request.tag());
        if (tagged != null) {
            requireSame(request, manifest, tagged);
            return new Published(request.repo(), staged.commit(), tagged, request.tag());
        }
        var commit = committer(request, manifest, staged.modes()).on(MAIN);
        may.anything();
        hub.addTag(request.repo(), request.tag(), commit, request.title());
        return new Published(request.repo(), staged.commit(), commit, request.tag());
    }

    /**
     * Whether main holds, or once held, what this run was to bring there.
     *
     * @throws HubException where the Hub does not say
     */
    public boolean isOut(PublishRequest request) {
        var repo = request.repo();
        return hub.find(repo).isPresent()
                && (hub.refs(repo).tags().containsKey(request.tag())
                        || hub.commits(repo, MAIN).stream().anyMatch(words(request)::mark));
    }

    private record Staged(String commit, Map<String, Storage> modes) {}

    private Staged stage(PublishRequest request, Manifest manifest) {
        var repo = request.repo();
        requireRepository(request);
        var tagged = hub.refs(repo).tags().get(request.tag());
        if (tagged != null) {
            requireSame(request, manifest, tagged);
        }
        var card = manifest.files().get(CARD);
        if (card != null && card.gitName() != null) {
            hub.checkCard(repo, new String(HashFolder.content(card), StandardCharsets.UTF_8));
        }
        var refs = hub.refs(repo);
        if (!refs.branches().containsKey(request.branch())) {
            var main = refs.branches().get(MAIN);
            may.anything();
            hub.addBranch(repo, request.branch(), main == null ? MAIN : main);
        }
        var modes = new ChooseModes(hub.wire(), repo).modes(manifest, request.branch());
        var objects = new TreeMap<String, LocalFile>();
        manifest.all().stream()
                .filter(file -> modes.get(file.path()) == Storage.LFS)
                .forEach(file -> objects.put(file.sha256(), file));
        new UploadObjects(hub, repo, request.branch(), may).upload(new ArrayList<>(objects.values()));
        may.anything();
        return new Staged(committer(request, manifest, modes).on(request.branch()), modes);
    }

    private CommitOnce committer(PublishRequest request, Manifest manifest, Map<String, Storage> modes) {
        return new CommitOnce(hub, request.repo(), manifest, modes, words(request));
    }

    private static CommitOnce.Words words(PublishRequest request) {
        return new CommitOnce.Words(request.title(), request.description(), request.run());
    }

    /** There, and seen by nobody who should not see it. */
    private void requireRepository(PublishRequest request) {
        var found = hub.find(request.repo());
        var wanted = request.visibility();
        if (found.isEmpty()) {
            may.anything();
            hub.create(request.repo(), wanted);
        } else if (wanted.compareTo(found.get().visibility()) > 0) {
            throw new HubException.Refused(request.repo() + " is "
                    + found.get().visibility().word() + " and was to be " + wanted.word()
                    + ": change it on the Hub, or change the configuration");
        }
        // It is made for nobody to see first. Once something was released from it, its owners say who sees it.
        boolean isHidden = found.isEmpty() || found.get().visibility() == Visibility.PRIVATE;
        if (wanted == Visibility.GATED
                && isHidden
                && hub.refs(request.repo()).tags().isEmpty()) {
            may.anything();
            hub.openBehindAGate(request.repo());
        }
    }

    private void requireSame(PublishRequest request, Manifest manifest, String tagged) {
        var wrong = manifest.differences(hub.tree(request.repo(), tagged));
        if (!wrong.isEmpty()) {
            throw new HubException.Refused("the tag " + Printable.quoted(request.tag()) + " of " + request.repo()
                    + " holds other files already (" + wrong.size() + " differ); name another tag, then run again");
        }
    }
}

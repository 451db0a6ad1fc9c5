package treewarden.bot.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Finding;
import treewarden.forge.ChangedFile;
import treewarden.forge.ChangedFiles;
import treewarden.forge.Lines;
import treewarden.forge.RepositoryForge;
import treewarden.store.JobContext;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.OtherLeaves;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.Validator;
import treewarden.templates.ChangeScope;

/**
 * Reads the leaves that a pull request changes at its head commit, as data by their git object names, and checks every
 * one of them. Nothing of the pull request is checked out or run.
 */
final class InspectLeaves {
    /**
     * Bytes of leaves whose understood form is kept with the findings. There can be 3,000 leaves of 2 MiB in a pull
     * request; findings are kept of all, but nobody needs the text of more than can be read.
     */
    private static final long UNDERSTOOD_BYTES_KEPT = 2L * 1024 * 1024;

    private final Validator validator;
    private final Validator latest;
    private final BlobReader blobs;
    private final InspectPullRequest inspectPullRequest;
    private final Suggesting suggesting;

    InspectLeaves(Validator validator, BlobReader blobs, PullRequestSettings settings) {
        this.validator = validator;
        this.latest = validator.latest();
        this.blobs = blobs;
        this.inspectPullRequest = new InspectPullRequest(settings, blobs);
        this.suggesting = settings.suggesting();
    }

    /**
     * What is to be inspected: the files that differ at a commit.
     *
     * @param subject the pull request; null where several are looked at together, as they will be merged
     */
    record Difference(
            RepositoryForge forge,
            ChangedFiles files,
            CommitId head,
            @Nullable Subject subject) {
        static Difference of(Subject subject, RepositoryForge forge) {
            var pullRequest = subject.pullRequest();
            return new Difference(forge, forge.changedFiles(pullRequest), pullRequest.head(), subject);
        }
    }

    /**
     * @param others leaves that the new ones are compared with
     * @throws HeadMoved where the list of files is of another commit than the head that was read
     */
    Inspection inspect(Difference difference, OtherLeaves others, JobContext job) {
        var forge = difference.forge();
        var changed = ChangedLeaves.of(difference.files());
        if (changed.cut()) {
            return Inspection.of(ChangeScope.TOO_MANY_FILES);
        }
        if (changed.isEmpty()) {
            return Inspection.of(ChangeScope.NO_LEAVES);
        }
        var tree = new HeadTree(forge.tree(difference.head()));
        tree.requireSame(changed);
        var toCheck = toCheck(changed, tree);
        if (toCheck.isEmpty()) {
            return changed.removed().isEmpty()
                    ? Inspection.of(ChangeScope.NO_LEAVES)
                    : new Inspection(ChangeScope.ONLY_REMOVED, List.of(), List.of(), List.of(), null, tree.sha());
        }
        var fixes = new OfferFixes(latest);
        var subject = difference.subject();
        var author = subject == null ? null : OfferFixes.author(subject.pullRequest());
        var leaves = checked(toCheck, new Reading(forge, tree, others, author, fixes), job);
        if (subject == null) {
            return new Inspection(ChangeScope.LEAVES, leaves, tree.notes(), List.of(), null, tree.sha());
        }
        var pullRequest = subject.pullRequest();
        return new Inspection(
                ChangeScope.LEAVES,
                leaves,
                tree.notes(),
                inspectPullRequest.inspect(new InspectPullRequest.Read(forge, pullRequest, difference.files(), tree)),
                suggesting == Suggesting.OFF
                        ? null
                        : fixes.suggest(subject.id(), pullRequest).orElse(null),
                tree.sha());
    }

    /** What the reading of one leaf needs. */
    private record Reading(
            RepositoryForge forge,
            HeadTree tree,
            OtherLeaves others,
            @Nullable String author,
            OfferFixes fixes) {}

    /**
     * A file that is to be checked.
     *
     * @param isChanged false where only what stands beside it changed
     * @param shown lines on which comments can stand
     */
    private record ToCheck(String path, String sha, boolean isChanged, List<Lines> shown) {}

    private static List<ToCheck> toCheck(ChangedLeaves changed, HeadTree tree) {
        var paths = changed.present().stream().map(ChangedFile::path).collect(Collectors.toCollection(HashSet::new));
        var files =
                changed.present().stream().map(file -> new ToCheck(file.path(), file.blobSha(), true, file.shown()));
        var beside = changed.attributed().stream()
                .flatMap(folder -> tree.entry(folder + "/" + Validator.FILE_NAME).stream())
                .filter(entry -> paths.add(entry.path()))
                .map(entry -> new ToCheck(entry.path(), entry.sha(), false, List.of()));
        return Stream.concat(files, beside)
                .sorted(Comparator.comparing(ToCheck::path))
                .toList();
    }

    private List<ReadLeaf> checked(List<ToCheck> files, Reading reading, JobContext job) {
        var collisions =
                reading.tree().collisions(files.stream().map(ToCheck::path).toList());
        var leaves = new ArrayList<ReadLeaf>();
        long understood = 0;
        for (var file : files) {
            job.progress(leaves.size(), files.size(), "leaves checked");
            var leaf = checked(file, reading);
            var collision = collisions.get(file.path());
            if (collision != null) {
                leaf = leaf.with(collision);
            }
            understood += leaf.bytes();
            leaves.add(understood <= UNDERSTOOD_BYTES_KEPT ? leaf : leaf.withoutText());
        }
        return leaves;
    }

    private ReadLeaf checked(ToCheck file, Reading reading) {
        var refused = LeafFindings.ofPath(file.path(), reading.tree());
        if (refused.isPresent()) {
            return unread(file, refused.get());
        }
        var blob = blobs.leaf(reading.forge(), file.sha());
        if (blob.isEmpty()) {
            return unread(file, LeafFindings.tooLarge(file.path()));
        }
        var attribution = blobs.attribution(reading.forge(), reading.tree(), file.path());
        var read = new LeafFile(file.path(), blob.get().bytes());
        var around = new Surroundings(attribution, reading.others(), reading.author());
        var checked = validator.check(read, around);
        reading.fixes().offer(checked, read, around, file.shown());
        var leaf = ReadLeaf.of(checked, blob.get());
        return file.isChanged() ? leaf : leaf.notForTheTeacher();
    }

    private static ReadLeaf unread(ToCheck file, Finding why) {
        return ReadLeaf.unread(new CheckedLeaf(file.path(), 0, List.of(why), null));
    }
}

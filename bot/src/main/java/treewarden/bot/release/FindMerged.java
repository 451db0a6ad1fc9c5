package treewarden.bot.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.bot.approval.RecheckApproval;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;
import treewarden.domain.Printable;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Origin;
import treewarden.domain.release.Withdrawal;
import treewarden.forge.ChangedFile;
import treewarden.forge.RepositoryForge;
import treewarden.store.Brought;
import treewarden.store.Database;
import treewarden.taxonomy.LeafPaths;

/**
 * What the merged contributions touched, leaf by leaf, and which leaves may not go in because the approval of one that
 * touched them does not hold. What came on top of such a one, by a pull request or by a push, does not let it in: the bytes
 * cannot say which part of them is whose. A leaf that no contribution touched was there before Treewarden was, or was pushed
 * by somebody who may push: it goes in.
 */
public final class FindMerged {
    /** What it takes to go into a release. */
    public enum Admission {
        /** An approval here that still holds. */
        APPROVED,
        /** Being merged is enough: whoever may merge has looked. */
        MERGED
    }

    private static final String STAY_OUT = "; its leaves stay out until a maintainer approves it";

    private final Database database;
    private final RecheckApproval recheck;
    private final Admission admission;

    public FindMerged(Database database, RecheckApproval recheck, Admission admission) {
        this.database = database;
        this.recheck = recheck;
        this.admission = admission;
    }

    /**
     * What there is.
     *
     * @param contributions that no release holds yet and whose approval holds
     * @param left those whose approval does not, each with why
     * @param admitted who touched what, of those and of the released ones
     * @param refused who touched what, of those whose approval does not hold
     */
    record Merged(List<ContributionId> contributions, List<String> left, Touches admitted, Touches refused) {
        /** All that touched a leaf and may go in, the earliest first. */
        List<Origin> origins(String path, Digest digest) {
            return admitted.of(path, digest);
        }

        boolean isLeft(String path, Digest digest) {
            return !refused.of(path, digest).isEmpty();
        }

        /**
         * Why a leaf stays out with all that came on top of a contribution that does; none where nothing did, and what is
         * said of that contribution is enough.
         */
        Optional<String> whyLeft(String path, Digest digest) {
            var admittedToo = origins(path, digest);
            if (admittedToo.isEmpty() && refused.isOfBytes(digest)) {
                return Optional.empty();
            }
            return Optional.of(Printable.line(path) + ": " + numbers(refused.of(path, digest))
                    + " touched it and stays out, and with it "
                    + (admittedToo.isEmpty()
                            ? "what was pushed on top"
                            : "all of the leaf, " + numbers(admittedToo) + " too"));
        }

        private static String numbers(List<Origin> origins) {
            return origins.stream().map(origin -> "#" + origin.pullRequest()).collect(Collectors.joining(", "));
        }
    }

    Merged of(long repository, RepositoryForge in) {
        var contributions = new ArrayList<ContributionId>();
        var left = new ArrayList<String>();
        var admitted = new Touches();
        var refused = new Touches();
        List<Brought> all = database.read(tables -> tables.runs().brought(repository));
        for (var brought : all) {
            var why = brought.isReleased() ? null : whyNot(brought.id(), in);
            if (why != null) {
                left.add("#" + brought.id().number() + ": " + why + refuse(brought, in, refused));
                continue;
            }
            if (!brought.isReleased()) {
                contributions.add(brought.id());
            }
            admitted.add(origin(brought), brought.known());
        }
        return new Merged(contributions, left, admitted, refused);
    }

    /** Has its leaves stay out; a clause that says so. */
    private static String refuse(Brought brought, RepositoryForge in, Touches refused) {
        if (brought.leaves() != null) {
            refused.add(origin(brought), brought.known());
            return STAY_OUT;
        }
        // Merged before its checks were done, or at a head that nobody checked: the code host knows what it touched.
        var changed = in.changedFiles(in.pullRequest(brought.id().number()));
        changed.files().stream()
                .map(ChangedFile::path)
                .filter(LeafPaths::isLeaf)
                .forEach(path -> refused.addPath(origin(brought), path));
        return changed.cut()
                ? "; the leaves that the code host lists of it stay out, and it does not list all of its files"
                : STAY_OUT;
    }

    /**
     * Merged contributions that no release holds and that one could hold, as far as that is known here: the code host is not
     * asked. One does not count whose leaves all stay out, be it for another one that touched them; nor one that touched none.
     */
    public List<Waiting> waiting(long repository) {
        List<Brought> all = database.read(tables -> tables.runs().brought(repository));
        List<Withdrawal> withdrawals = database.read(tables -> tables.releases().withdrawals());
        var everybody = new Touches();
        var refused = new Touches();
        var waiting = new ArrayList<Brought>();
        for (var brought : all) {
            everybody.add(origin(brought), brought.known());
            if (brought.isReleased()) {
                continue;
            }
            if (admission == Admission.MERGED
                    || recheck.asKnown(brought.id()) instanceof RecheckApproval.Standing.Valid) {
                waiting.add(brought);
            } else {
                refused.add(origin(brought), brought.known());
            }
        }
        return waiting.stream()
                .filter(brought -> brought.leaves() == null
                        || brought.leaves().stream()
                                .anyMatch(leaf ->
                                        refused.of(leaf.path(), leaf.digest()).isEmpty()
                                                && withdrawals.stream()
                                                        .noneMatch(one -> one.covers(
                                                                PlannedLeaf.folder(leaf.path()),
                                                                everybody.of(leaf.path(), leaf.digest())))))
                .map(brought -> new Waiting(brought.id(), brought.since()))
                .toList();
    }

    /** One that waits for a release, and when it was merged. */
    public record Waiting(ContributionId id, Instant since) {}

    private static Origin origin(Brought brought) {
        return new Origin(brought.id().number(), brought.contributor());
    }

    private @Nullable String whyNot(ContributionId id, RepositoryForge in) {
        if (admission == Admission.MERGED) {
            return null;
        }
        return recheck.beforeRelease(id, in) instanceof RecheckApproval.Standing.Void not ? not.why() : null;
    }
}

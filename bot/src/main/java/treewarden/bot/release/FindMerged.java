package treewarden.bot.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.bot.approval.RecheckApproval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.StoredLeaf;
import treewarden.forge.RepositoryForge;
import treewarden.store.ContributionFilter;
import treewarden.store.Database;
import treewarden.store.Run;
import treewarden.store.Tables;

/**
 * What the merged contributions that no release holds yet brought, leaf by leaf, and which of them may not go in because
 * their approval does not hold. A leaf that no contribution brought was there before Treewarden was, or was pushed by
 * somebody who may push: it goes in.
 */
public final class FindMerged {
    /** What it takes to go into a release. */
    public enum Admission {
        /** An approval here that still holds. */
        APPROVED,
        /** Being merged is enough: whoever may merge has looked. */
        MERGED
    }

    private final Database database;
    private final RecheckApproval recheck;
    private final Admission admission;

    public FindMerged(Database database, RecheckApproval recheck, Admission admission) {
        this.database = database;
        this.recheck = recheck;
        this.admission = admission;
    }

    /** Who brought a leaf. */
    record Origin(int number, String contributor, Digest digest) {}

    /**
     * What there is.
     *
     * @param contributions whose approval holds
     * @param left those whose approval does not, each with why
     * @param origins by the path of the leaf
     * @param refused leaves as they stay out
     */
    record Merged(
            List<ContributionId> contributions,
            List<String> left,
            Map<String, Origin> origins,
            Set<StoredLeaf> refused) {
        /** Who brought these bytes to this path; null where nobody is known. */
        @Nullable
        Origin of(String path, Digest digest) {
            var origin = origins.get(path);
            return origin != null && origin.digest().equals(digest) ? origin : null;
        }

        boolean isLeft(String path, Digest digest) {
            return refused.contains(new StoredLeaf(path, digest));
        }
    }

    Merged of(long repository, RepositoryForge in) {
        var contributions = new ArrayList<ContributionId>();
        var left = new ArrayList<String>();
        var origins = new HashMap<String, Origin>();
        var refused = new HashSet<StoredLeaf>();
        // Numbers grow, so that of two that touched a leaf the later one is named.
        for (var contribution : merged(repository)) {
            var leaves = database.read(tables -> leaves(tables, contribution));
            var why = whyNot(contribution, in);
            if (why != null) {
                left.add("#" + contribution.id().number() + ": " + why);
                refused.addAll(leaves);
                continue;
            }
            contributions.add(contribution.id());
            leaves.forEach(leaf -> origins.put(
                    leaf.path(),
                    new Origin(contribution.id().number(), contribution.author().login(), leaf.digest())));
        }
        // What a later, approved contribution brought alike is in by that one.
        refused.removeIf(leaf -> {
            var origin = origins.get(leaf.path());
            return origin != null && origin.digest().equals(leaf.digest());
        });
        return new Merged(contributions, left, origins, refused);
    }

    private List<Contribution> merged(long repository) {
        return database
                .read(tables -> tables.contributions()
                        .all(ContributionFilter.ALL
                                .in(Set.of(ContributionState.MERGED))
                                .of(repository)))
                .stream()
                .sorted((a, b) -> Integer.compare(a.id().number(), b.id().number()))
                .toList();
    }

    /** The leaves of a contribution as they were checked at its head; none where nothing is known of that. */
    static List<StoredLeaf> leaves(Tables tables, Contribution contribution) {
        return tables.runs()
                .find(contribution.id(), contribution.head())
                .map(Run::content)
                .map(Run.Content::leaves)
                .orElse(List.of());
    }

    private @Nullable String whyNot(Contribution contribution, RepositoryForge in) {
        if (admission == Admission.MERGED) {
            return null;
        }
        return recheck.beforeRelease(contribution.id(), in) instanceof RecheckApproval.Standing.Void not
                ? not.why() + "; its leaves stay out"
                : null;
    }
}

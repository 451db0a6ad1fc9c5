package treewarden.web.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.LastReview;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.Digest;
import treewarden.domain.Printable;
import treewarden.domain.StoredLeaf;
import treewarden.store.Artifacts;
import treewarden.store.AuditEntry;
import treewarden.store.Run;
import treewarden.store.Tables;
import treewarden.web.Moments;
import treewarden.web.view.SinceReview;
import treewarden.web.view.SinceReview.File;

/** What changed in the leaves between the commit that somebody last judged and the head: both were stored as they were checked. */
public final class ReadSinceReview {
    /** Leaves whose lines are compared for one page. */
    private static final int MOST = 10;

    private static final String NOT_KEPT =
            "What this leaf said then is not kept any more. The code host has both versions.";

    private final KeptText kept;

    /** @param artifacts where the leaves' bytes are; null where this process has none */
    public ReadSinceReview(@Nullable Artifacts artifacts) {
        this.kept = new KeptText(artifacts);
    }

    /**
     * The last review with what was read of both commits, to be compared when the database is not held any more.
     *
     * @param judgement null while nobody judged
     * @param before what was read of the commit that was judged; null where that is not known
     * @param after what was read of the head; null where that is not known
     */
    public record Review(
            @Nullable AuditEntry judgement, CommitId head, Run.@Nullable Content before, Run.@Nullable Content after) {
        private static Review none(CommitId head) {
            return new Review(null, head, null, null);
        }
    }

    /** The addresses that are linked to. */
    public interface Compare {
        /** Where the code host shows what changed from one commit to the other. */
        String address(CommitId before, CommitId after);
    }

    /** Finds the last review. */
    public Review find(Tables tables, Contribution it) {
        var judgement = LastReview.in(tables.audit().timeline(it.id()));
        return judgement
                .map(entry -> new Review(
                        entry,
                        it.head(),
                        tables.runs().content(it.id(), reviewed(entry)).orElse(null),
                        tables.runs().content(it.id(), it.head()).orElse(null)))
                .orElseGet(() -> Review.none(it.head()));
    }

    /** Compares. */
    public SinceReview compare(Review review, Compare compare, Moments moments) {
        var judgement = review.judgement();
        if (judgement == null) {
            return SinceReview.FIRST_LOOK;
        }
        var reviewed = reviewed(judgement);
        var said = new SinceReview.Review(
                judgement.event().by(), judgement.event().why(), moments.of(judgement.at()), reviewed.brief());
        if (reviewed.equals(review.head())) {
            return new SinceReview(said, List.of(), 0, "", "");
        }
        var address = compare.address(reviewed, review.head());
        var before = review.before();
        var after = review.after();
        if (before == null || after == null) {
            var which = after == null ? review.head() : reviewed;
            return new SinceReview(
                    said, List.of(), 0, "It is not known here what commit " + which.brief() + " held.", address);
        }
        var changes = changes(before.leaves(), after.leaves());
        return new SinceReview(
                said,
                changes.stream().limit(MOST).map(this::file).toList(),
                Math.max(0, changes.size() - MOST),
                "",
                address);
    }

    private static CommitId reviewed(AuditEntry judgement) {
        return new CommitId(Objects.requireNonNull(judgement.event().head()));
    }

    /** A leaf that differs; a digest is null where the leaf is not part of that commit's changes. */
    private record Changed(
            String path, @Nullable Digest before, @Nullable Digest after) {}

    private static List<Changed> changes(List<StoredLeaf> before, List<StoredLeaf> after) {
        var old = byPath(before);
        var now = byPath(after);
        var paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        var changed = new ArrayList<Changed>();
        for (var path : paths) {
            if (!Objects.equals(old.get(path), now.get(path))) {
                changed.add(new Changed(path, old.get(path), now.get(path)));
            }
        }
        return changed;
    }

    private static Map<String, Digest> byPath(List<StoredLeaf> leaves) {
        return leaves.stream()
                .collect(Collectors.toMap(StoredLeaf::path, StoredLeaf::digest, (one, other) -> other, TreeMap::new));
    }

    private File file(Changed changed) {
        var path = Printable.line(changed.path());
        if (changed.after() == null) {
            return new File(path, "not part of it any more", 0, 0, List.of(), "");
        }
        var words = changed.before() == null ? "new since then" : "changed";
        var before = changed.before() == null ? Optional.of("") : kept.of(changed.before());
        var after = kept.of(changed.after());
        if (before.isEmpty() || after.isEmpty()) {
            return new File(path, words, 0, 0, List.of(), NOT_KEPT);
        }
        if (!CompareLines.canCompare(before.get(), after.get())) {
            return new File(
                    path,
                    words,
                    0,
                    0,
                    List.of(),
                    "It has more than " + String.format(Locale.ROOT, "%,d", CompareLines.MOST_LINES)
                            + " lines, too many to be compared here. The code host compares them.");
        }
        var difference = CompareLines.of(before.get(), after.get());
        return new File(path, words, difference.added(), difference.removed(), difference.lines(), note(difference));
    }

    private static String note(CompareLines.Difference difference) {
        if (difference.lines().isEmpty()) {
            return "Only the line break at its end, or bytes that are no text, differ.";
        }
        return difference.cut() ? "There is more. The code host shows all of it." : "";
    }
}

package treewarden.web;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Credit;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.Finding;
import treewarden.domain.Leaf;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.domain.StoredLeaf;
import treewarden.store.Run;
import treewarden.web.view.Provenance;

/** What a contribution and its sample were made from, as far as it was kept. */
final class DescribeProvenance {
    private static final String FILE = "/qna.yaml";

    /** What is found of the file that names work, licence and creators. */
    private static final Set<String> ABOUT_ATTRIBUTION = Set.of("attribution", "attribution-fields", "licence");

    private final LinkDocuments link;

    DescribeProvenance(LinkDocuments link) {
        this.link = link;
    }

    /**
     * Describes it.
     *
     * @param from how many leaves are passed over
     * @param most leaves of one page
     */
    Provenance of(Optional<Run> run, Optional<SampleReport> sample, int from, int most) {
        var checked = run.map(Run::leaves).orElse(List.of()).stream()
                .filter(leaf -> leaf.path().endsWith(FILE))
                .collect(Collectors.toMap(
                        leaf -> folder(leaf.path()), Function.identity(), (one, other) -> one, LinkedHashMap::new));
        var sampled = sample.map(SampleReport::leaves).orElse(List.of()).stream()
                .collect(Collectors.toMap(LeafSample::leaf, Function.identity(), (one, other) -> one));
        var content = run.map(Run::content).orElse(null);
        var digests = content == null
                ? Map.<String, Digest>of()
                : content.leaves().stream()
                        .collect(Collectors.toMap(StoredLeaf::path, StoredLeaf::digest, (one, other) -> other));
        var folders = new LinkedHashSet<>(checked.keySet());
        folders.addAll(sampled.keySet());
        return new Provenance(
                content == null ? "" : content.tree(),
                sample.map(SampleReport::teacher).orElse(""),
                folders.stream()
                        .skip(from)
                        .limit(most)
                        .map(folder ->
                                leaf(folder, checked.get(folder), sampled.get(folder), digests.get(folder + FILE)))
                        .toList(),
                Math.max(0, folders.size() - from - most));
    }

    private Provenance.OfLeaf leaf(
            String folder, @Nullable CheckedLeaf checked, @Nullable LeafSample sampled, @Nullable Digest digest) {
        var leaf = checked == null ? null : checked.leaf();
        return new Provenance.OfLeaf(
                folder,
                leaf == null ? "" : leaf.createdBy(),
                brief(digest),
                checked == null ? "" : attribution(checked),
                checked == null ? null : credit(checked.credit()),
                sampled == null ? "" : sampled.pipeline(),
                sampled == null ? "" : brief(sampled.pipelineDigest()),
                leaf instanceof Leaf.Knowledge knowledge ? link.of(knowledge.document()) : null,
                sampled == null
                        ? List.of()
                        : sampled.documents().stream()
                                .map(DescribeProvenance::document)
                                .toList());
    }

    private static String attribution(CheckedLeaf checked) {
        long found = checked.findings().stream()
                .map(Finding::rule)
                .filter(ABOUT_ATTRIBUTION::contains)
                .count();
        return found == 0 ? "nothing to change" : found + (found == 1 ? " finding" : " findings") + ", shown above";
    }

    private static Provenance.@Nullable Credit credit(@Nullable Credit credit) {
        return credit == null
                ? null
                : new Provenance.Credit(credit.title(), credit.link(), credit.licence(), credit.creators());
    }

    private static Provenance.Document document(DocumentNote note) {
        var trouble = note.trouble();
        return new Provenance.Document(
                note.path(),
                brief(note.digest()),
                trouble == null ? note.pieces() + (note.pieces() == 1 ? " piece" : " pieces") : trouble);
    }

    private static String brief(@Nullable Digest digest) {
        return digest == null ? "" : digest.hex().substring(0, 12);
    }

    private static String folder(String path) {
        return path.substring(0, path.length() - FILE.length());
    }
}

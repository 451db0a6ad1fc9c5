package treewarden.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Credit;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.Finding;
import treewarden.domain.Leaf;
import treewarden.domain.SampleReport;
import treewarden.store.Run;
import treewarden.web.TraceLeaves.Traced;
import treewarden.web.view.Provenance;

/** What a contribution and its sample were made from, as far as it was kept. */
final class DescribeProvenance {
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
        var traced = TraceLeaves.of(run, sample);
        return new Provenance(
                run.map(Run::content).map(Run.Content::tree).orElse(""),
                sample.map(SampleReport::teacher).orElse(""),
                traced.stream().skip(from).limit(most).map(this::leaf).toList(),
                Math.max(0, traced.size() - from - most));
    }

    private Provenance.OfLeaf leaf(Traced traced) {
        var checked = traced.checked();
        var sampled = traced.sampled();
        var leaf = checked == null ? null : checked.leaf();
        return new Provenance.OfLeaf(
                traced.folder(),
                leaf == null ? "" : leaf.createdBy(),
                hex(traced.digest()),
                checked == null ? "" : attribution(checked),
                checked == null ? null : credit(checked.credit()),
                sampled == null ? "" : sampled.pipeline(),
                sampled == null ? "" : hex(sampled.pipelineDigest()),
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
                hex(note.digest()),
                trouble == null ? note.pieces() + (note.pieces() == 1 ? " piece" : " pieces") : trouble);
    }

    /** The whole of it: whoever compares bytes needs every digit. */
    private static String hex(@Nullable Digest digest) {
        return digest == null ? "" : digest.hex();
    }
}

package treewarden.taxonomy.rules;

import java.util.List;
import treewarden.domain.CommitId;
import treewarden.domain.Printable;
import treewarden.taxonomy.RuleSetting;
import treewarden.taxonomy.schema.Pointer;
import treewarden.taxonomy.yaml.Node;

/** The document is named at a full commit hash, so that it cannot change after it was reviewed. */
public final class PinnedDocument implements Rule {
    @Override
    public String name() {
        return "pinned-document";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "A document's commit is a full hash of 40 digits: a branch moves, and a short hash can come to mean another commit.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        if (!(subject.root().get("document") instanceof Node.Mapping document)
                || !(document.get("commit") instanceof Node.Scalar commit)
                || !commit.isString()
                || commit.text().isEmpty()
                || CommitId.isFull(commit.text())) {
            return List.of();
        }
        return List.of(Remark.at(
                commit.at(),
                Pointer.ROOT.key("document").key("commit").toString(),
                "The commit " + Printable.quoted(commit.text()) + " is not a full commit hash.",
                "Write all 40 digits; \"git rev-parse HEAD\" in the document's repository shows them."));
    }
}

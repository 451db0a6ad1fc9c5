package treewarden.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.StoredLeaf;
import treewarden.store.ArtifactDamaged;
import treewarden.store.ArtifactMissing;
import treewarden.store.Artifacts;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.LeafPaths;
import treewarden.taxonomy.RuleSet;
import treewarden.taxonomy.SchemaChoice;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;
import treewarden.taxonomy.yaml.Limits;

/**
 * Reads leaves from the bytes that were stored when they were checked. They are read under the same bounds, but not
 * judged again: what counts as an error is the configuration's business, and was settled then.
 */
public final class ReadLeaves {
    private static final ValidationConfig ONLY_READ =
            new ValidationConfig(SchemaChoice.DECLARED, RuleSet.REFERENCE, "rules: {}", Map.of(), Limits.DEFAULT);

    private final Artifacts artifacts;
    private final Validator validator = Validator.of(ONLY_READ);

    public ReadLeaves(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /** What could be read, and what could not. */
    public record Read(List<Leaf> leaves, List<Unreadable> unreadable) {}

    /** A leaf that cannot be sampled, and why, in a sentence for the contributor. */
    public record Unreadable(String folder, LeafKind kind, String why) {}

    public Read read(List<StoredLeaf> stored) {
        var leaves = new ArrayList<Leaf>();
        var unreadable = new ArrayList<Unreadable>();
        for (var one : stored) {
            try {
                var leaf = validator
                        .check(new LeafFile(one.path(), artifacts.get(one.digest())), Surroundings.UNKNOWN)
                        .leaf();
                if (leaf == null) {
                    unreadable.add(unreadable(one, "The file could not be read as a leaf, so it was not sampled."));
                } else {
                    leaves.add(leaf);
                }
            } catch (ArtifactMissing | ArtifactDamaged e) {
                unreadable.add(unreadable(
                        one,
                        "The file as it was checked is no longer stored whole; push again to have it checked anew."));
            }
        }
        return new Read(leaves, unreadable);
    }

    private static Unreadable unreadable(StoredLeaf leaf, String why) {
        var kind = leaf.path().startsWith("knowledge/") ? LeafKind.KNOWLEDGE : LeafKind.FREEFORM_SKILL;
        return new Unreadable(LeafPaths.folder(leaf.path()), kind, why);
    }
}

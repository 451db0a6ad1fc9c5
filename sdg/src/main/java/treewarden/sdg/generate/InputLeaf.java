package treewarden.sdg.generate;

import treewarden.domain.Leaf;
import treewarden.sdg.data.LeafSource;

/** A leaf to make data of, and where it comes from. */
public record InputLeaf(Leaf leaf, LeafSource source) {}

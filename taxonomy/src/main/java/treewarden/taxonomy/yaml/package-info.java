/**
 * Bytes from strangers to a tree of nodes that know their lines and columns, under limits that are checked first.
 *
 * <p>It reads what PyYAML's safe loader reads, scalars as YAML 1.1 types them, so that reviewer and trainer see the same
 * data; and it refuses what no real leaf has and attackers like: anchors, aliases, tags, merge keys, repeated keys.
 */
@NullMarked
package treewarden.taxonomy.yaml;

import org.jspecify.annotations.NullMarked;

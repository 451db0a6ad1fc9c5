package treewarden.taxonomy.yaml;

/**
 * How much a file may ask of us. Each one is checked before the work that it bounds, and named where it is hit.
 *
 * <p>Upstream has a real file of 1.8 MB, and a median of about 134 bytes a node; the scalar and node limits follow the
 * file limit from there.
 *
 * @param bytes of the file
 * @param depth of nesting, the document itself being 1
 * @param nodes scalars, lists and mappings together, keys not counted
 * @param scalarBytes of one scalar in UTF-8
 */
public record Limits(int bytes, int depth, int nodes, int scalarBytes) {
    public static final Limits DEFAULT = new Limits(2 << 20, 20, 16_000, 512 << 10);
}

/** What a release costs in which little changed. */
@NullMarked
package treewarden.bench.incremental;

import org.jspecify.annotations.NullMarked;

/** What benchmarks have to reach, so that one that falls behind ends as a failed check does. */
@NullMarked
package treewarden.bench.goal;

import org.jspecify.annotations.NullMarked;

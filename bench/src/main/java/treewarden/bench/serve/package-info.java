/** The service in a process of its own, as the benchmarks of several subjects start it. */
@NullMarked
package treewarden.bench.serve;

import org.jspecify.annotations.NullMarked;

/** Whether time grows with the rows of a run, and memory does not. */
@NullMarked
package treewarden.bench.scale;

import org.jspecify.annotations.NullMarked;

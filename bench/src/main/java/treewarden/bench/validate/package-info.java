/** The validator beside the reference validator. */
@NullMarked
package treewarden.bench.validate;

import org.jspecify.annotations.NullMarked;

/** A model of many gigabytes published, beside the same bytes hashed and sent. */
@NullMarked
package treewarden.bench.publish;

import org.jspecify.annotations.NullMarked;

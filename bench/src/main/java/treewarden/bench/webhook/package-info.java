/**
 * How many deliveries a second are acknowledged after they are on the disk, beside one connection that commits the same
 * rows one by one on the same volume.
 */
@NullMarked
package treewarden.bench.webhook;

import org.jspecify.annotations.NullMarked;

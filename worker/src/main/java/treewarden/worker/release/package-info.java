/**
 * The stages of a release that run on workers, each a class of its own: what it reads is what the stage before left, by
 * digest, and what it leaves is stored with the job of the next one in a single transaction.
 */
@NullMarked
package treewarden.worker.release;

import org.jspecify.annotations.NullMarked;

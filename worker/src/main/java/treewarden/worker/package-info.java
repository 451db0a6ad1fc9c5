/**
 * The jobs that need a teacher or an accelerator.
 *
 * <p>A handler reads what it needs by digest and leaves its results in the store; it never knows the code host, so that
 * the machine it runs on holds no credential for it.
 */
@NullMarked
package treewarden.worker;

import org.jspecify.annotations.NullMarked;

/** Releases of the community model, put together: what the operator decides about them, and which process does what. */
@NullMarked
package treewarden.app.release;

import org.jspecify.annotations.NullMarked;

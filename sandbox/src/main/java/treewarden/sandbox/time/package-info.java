/** Time for tests: it stands until it is moved, so that nothing sleeps and nothing depends on the hour. */
@NullMarked
package treewarden.sandbox.time;

import org.jspecify.annotations.NullMarked;

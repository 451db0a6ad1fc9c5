/**
 * Whether all is there that a release needs, seen before anything is paid for: each class looks at one thing, and
 * {@link treewarden.app.release.ready.CheckBeforeRelease} has the list of them.
 */
@NullMarked
package treewarden.app.release.ready;

import org.jspecify.annotations.NullMarked;

/** The first installation: the GitHub App is made by its manifest, and the configuration written. */
@NullMarked
package treewarden.app.setup;

import org.jspecify.annotations.NullMarked;

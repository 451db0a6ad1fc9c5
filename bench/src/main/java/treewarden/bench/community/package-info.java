/** Many pull requests at a stand-in GitHub, and {@code serve} in processes of its own that looks after them. */
@NullMarked
package treewarden.bench.community;

import org.jspecify.annotations.NullMarked;

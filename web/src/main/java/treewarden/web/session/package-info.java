/** Who looks at the pages, and what they may see and do there. */
@NullMarked
package treewarden.web.session;

import org.jspecify.annotations.NullMarked;

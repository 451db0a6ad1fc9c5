/** Who did what, when, on which commit and from where: the audit as a page and as files. */
@NullMarked
package treewarden.web.audit;

import org.jspecify.annotations.NullMarked;
